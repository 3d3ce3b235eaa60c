import { checkpointBuffers } from '../runs/store-messages.ts';
import type { ArchiveAnswers, ArchiveTask, ArchiveWork } from './archive-work.ts';
import { askFilesWorker, startFilesWorker } from './ask-files-worker.ts';

/** The page's end: an archive has a worker of its own until it is made or given up. */
export function openArchive(isWithWeights: boolean): ArchiveWork {
  const worker = startFilesWorker();
  /** One task at a time: the next begins once the last was answered. */
  const ask = <Type extends ArchiveTask['type']>(
    task: Extract<ArchiveTask, { type: Type }>,
    transfer: ArrayBuffer[] = [],
    // The wire's end: an answer has the type of its task.
  ): Promise<ArchiveAnswers[Type]> => askFilesWorker(worker, task, transfer);
  const opened = ask({ type: 'archive', isWithWeights });
  // Whoever adds the first run hears of it.
  opened.catch(() => undefined);
  return {
    add: async (run) => {
      await opened;
      return ask({ type: 'archiveRun', run }, run.checkpoint === undefined ? [] : checkpointBuffers(run.checkpoint));
    },
    finish: async () => {
      await opened;
      return ask({ type: 'archiveEnd' });
    },
    end: () => worker.terminate(),
  };
}

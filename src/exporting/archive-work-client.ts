import { checkpointBuffers } from '../runs/store-messages.ts';
import type { ArchiveAnswers, ArchiveOutcome, ArchiveTask, ArchiveWork } from './archive-work.ts';
import { FileWorkUnavailable } from './file-work-unavailable.ts';

/** The page's end: an archive has a worker of its own until it is made or given up. */
export function openArchive(isWithWeights: boolean): ArchiveWork {
  const worker = new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' });
  /** One task at a time: the next begins once the last was answered. */
  const ask = <Type extends ArchiveTask['type']>(
    task: Extract<ArchiveTask, { type: Type }>,
    transfer: ArrayBuffer[] = [],
  ): Promise<ArchiveAnswers[Type]> =>
    new Promise<ArchiveAnswers[ArchiveTask['type']]>((resolve, reject) => {
      worker.onmessage = ({ data: outcome }: MessageEvent<ArchiveOutcome>) => {
        if (outcome.ok) resolve(outcome.answer);
        else reject(new Error(outcome.message));
      };
      worker.onerror = (event) => {
        event.preventDefault();
        reject(event.message ? new Error(event.message) : new FileWorkUnavailable());
      };
      worker.postMessage(task, transfer);
      // The wire's end: an answer has the type of its task.
    }) as Promise<ArchiveAnswers[Type]>;
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

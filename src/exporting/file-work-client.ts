import { checkpointBuffers } from '../runs/store-messages.ts';
import { askFilesWorker, startFilesWorker } from './ask-files-worker.ts';
import type { FileAnswers, FileTask, FileWork } from './file-work.ts';

/** The page's end: each task has a worker of its own, whose memory goes with it. */
export const FILE_WORK: FileWork = { do: doInWorker };

function doInWorker<Type extends FileTask['type']>(
  task: Extract<FileTask, { type: Type }>,
): Promise<FileAnswers[Type]> {
  const worker = startFilesWorker();
  // The wire's end: an answer has the type of its task.
  return askFilesWorker<FileAnswers[Type]>(worker, task, buffersOf(task)).finally(() => worker.terminate());
}

function buffersOf(task: FileTask): ArrayBuffer[] {
  switch (task.type) {
    case 'run':
      return task.run.checkpoint === undefined ? [] : checkpointBuffers(task.run.checkpoint);
    case 'model': {
      const { buffer } = task.model.weights;
      return buffer instanceof ArrayBuffer ? [buffer] : [];
    }
    case 'predictions':
      // The page shows them.
      return [];
    case 'read':
      return [task.bytes.buffer];
  }
}

import { checkpointBuffers } from '../runs/store-messages.ts';
import type { FileAnswers, FileTask, FileWork, TaskOutcome } from './file-work.ts';
import { FileWorkUnavailable } from './file-work-unavailable.ts';

/** The page's end: each task has a worker of its own, whose memory goes with it. */
export const FILE_WORK: FileWork = { do: doInWorker };

function doInWorker<Type extends FileTask['type']>(
  task: Extract<FileTask, { type: Type }>,
): Promise<FileAnswers[Type]> {
  const worker = new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<FileAnswers[FileTask['type']]>((resolve, reject) => {
    worker.onmessage = ({ data: outcome }: MessageEvent<TaskOutcome>) => {
      if (outcome.ok) resolve(outcome.answer);
      else reject(new Error(outcome.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // An error without words is that of a script that could not be fetched.
      reject(event.message ? new Error(event.message) : new FileWorkUnavailable());
    };
    worker.postMessage(task, buffersOf(task));
    // The wire's end: an answer has the type of its task.
  }).finally(() => worker.terminate()) as Promise<FileAnswers[Type]>;
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

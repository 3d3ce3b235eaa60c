import { FileWorkUnavailable } from './file-work-unavailable.ts';

type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly message: string };

export function startFilesWorker(): Worker {
  return new Worker(new URL('./files.worker.ts', import.meta.url), { type: 'module' });
}

/**
 * Hands a task over and waits for its answer; one at a time.
 * @throws FileWorkUnavailable when the worker's script did not come
 */
export function askFilesWorker<Answer>(worker: Worker, task: object, transfer: ArrayBuffer[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: outcome }: MessageEvent<Outcome<Answer>>) => {
      if (outcome.ok) resolve(outcome.answer);
      else reject(new Error(outcome.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // An error without words is that of a script that could not be fetched.
      reject(event.message ? new Error(event.message) : new FileWorkUnavailable());
    };
    worker.postMessage(task, transfer);
  });
}

import { checkpointBuffers } from '../runs/store-messages.ts';
import { doFileTask, type FileAnswers, type FileTask, type TaskOutcome } from './file-work.ts';

/** One task, and then its page ends it. */
self.onmessage = ({ data: task }: MessageEvent<FileTask>) => {
  const post = (outcome: TaskOutcome, transfer: Transferable[] = []): void => self.postMessage(outcome, { transfer });
  try {
    const answer = doFileTask(task);
    post({ ok: true, answer }, buffersOf(answer));
  } catch (error) {
    post({ ok: false, message: String(error) });
  }
};

function buffersOf(answer: FileAnswers[FileTask['type']]): ArrayBuffer[] {
  if ('bytes' in answer) return [answer.bytes.buffer];
  return answer.flatMap(({ read }) =>
    read.ok && read.value.checkpoint !== undefined ? checkpointBuffers(read.value.checkpoint) : [],
  );
}

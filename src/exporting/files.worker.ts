import { checkpointBuffers } from '../runs/store-messages.ts';
import type { ArchiveAnswers, ArchiveTask } from './archive-work.ts';
import { doFileTask, type FileAnswers, type FileTask } from './file-work.ts';
import { RunArchive } from './run-archive.ts';

type Task = FileTask | ArchiveTask;
type Answer = FileAnswers[FileTask['type']] | ArchiveAnswers[ArchiveTask['type']];

/** The one this worker was started for; of other tasks it does one, and then its page ends it. */
let archive: RunArchive | undefined;

self.onmessage = ({ data: task }: MessageEvent<Task>) => {
  try {
    const answer = doTask(task);
    self.postMessage({ ok: true, answer }, { transfer: buffersOf(answer) });
  } catch (error) {
    self.postMessage({ ok: false, message: String(error) });
  }
};

function doTask(task: Task): Answer {
  switch (task.type) {
    case 'archive':
      archive = new RunArchive(task.isWithWeights);
      return undefined;
    case 'archiveRun':
      return begun().add(task.run);
    case 'archiveEnd':
      return begun().finish();
    default:
      return doFileTask(task);
  }
}

function begun(): RunArchive {
  if (archive === undefined) throw new Error('no archive was begun');
  return archive;
}

function buffersOf(answer: Answer): ArrayBuffer[] {
  if (answer === undefined) return [];
  if ('bytes' in answer) return [answer.bytes.buffer];
  // Of an archive a name, or blobs, which are not copied either way.
  if ('leftOut' in answer) return [];
  return answer.flatMap((run) =>
    'read' in run && run.read.ok && run.read.value.checkpoint !== undefined
      ? checkpointBuffers(run.read.value.checkpoint)
      : [],
  );
}

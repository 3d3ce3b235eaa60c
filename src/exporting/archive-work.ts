import type { ArchivedRun } from './run-archive.ts';
import type { RunFile } from './run-file.ts';

/** What the worker of files is told to put many runs into an archive, one after the other; each has an answer. */
export type ArchiveTask =
  | { readonly type: 'archive'; readonly isWithWeights: boolean }
  | { readonly type: 'archiveRun'; readonly run: RunFile }
  | { readonly type: 'archiveEnd' };

export interface ArchiveAnswers {
  readonly archive: undefined;
  readonly archiveRun: ArchivedRun;
  readonly archiveEnd: readonly Blob[];
}

/** An archive that is being made. What can't be put into it rejects. */
export interface ArchiveWork {
  /** Adds a run, whose weights are handed over. */
  add(run: RunFile): Promise<ArchivedRun>;
  /** What was made: one archive, or several where one would be too large to be opened again. */
  finish(): Promise<readonly Blob[]>;
  /** Lets go of it, finished or not. */
  end(): void;
}

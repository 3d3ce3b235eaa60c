import type { RunRow } from './run-rows.ts';

/** What is asked before many runs are deleted, or a starred one. */
export interface DeleteQuestion {
  readonly title: string;
  /** What happens, and what a person may have overlooked. */
  readonly sentences: readonly string[];
  readonly keys: readonly string[];
  /** Without the starred ones; undefined where there is nothing to tell apart. */
  readonly unstarredKeys: readonly string[] | undefined;
}

interface Chosen {
  /** That can be deleted. */
  readonly rows: readonly RunRow[];
  /** How many of them the filter hides. */
  readonly hidden: number;
  /** Selected, but not to be deleted now. */
  readonly blocked: readonly RunRow[];
}

/** Undefined for a single run without a star: it is deleted at once, and can be put back. */
export function deleteQuestion({ rows, hidden, blocked }: Chosen): DeleteQuestion | undefined {
  const starred = rows.filter(({ header }) => header.isStarred === true);
  if (rows.length < 2 && starred.length === 0) return undefined;
  const keys = rows.map(({ key }) => key);
  const unstarred = rows.filter(({ header }) => header.isStarred !== true).map(({ key }) => key);
  const sentences = [
    `${rows.length === 1 ? 'Its' : 'Their'} settings, curves, matrices and weights are deleted from this browser. You can undo it for a few seconds.`,
  ];
  if (starred.length > 0) {
    const which =
      rows.length === 1 ? 'It is starred' : `${countOf(starred.length)} of them ${areOrIs(starred.length)} starred`;
    sentences.push(rows.length === 1 ? `${which}.` : `${which}: ${namesText(starred)}.`);
  }
  if (hidden > 0) sentences.push(`${countOf(hidden)} of them ${areOrIs(hidden)} hidden by the filter.`);
  if (blocked.length > 0) {
    sentences.push(`Not deleted, because in use here or in another tab: ${namesText(blocked)}.`);
  }
  return {
    title: rows.length === 1 ? `Delete ${rows[0]?.name}?` : `Delete ${rows.length} runs?`,
    sentences,
    keys,
    unstarredKeys: starred.length > 0 && unstarred.length > 0 ? unstarred : undefined,
  };
}

const NAMED_LIMIT = 6;

/** `A, B and C`, or `A, B, C, D, E, F and 4 more`. */
function namesText(rows: readonly RunRow[]): string {
  const names = rows.slice(0, NAMED_LIMIT).map(({ name }) => name);
  const rest = rows.length - names.length;
  const last = rest > 0 ? `${rest} more` : names.pop();
  return names.length === 0 ? `${last}` : `${names.join(', ')} and ${last}`;
}

function countOf(count: number): string {
  return count === 1 ? 'One' : String(count);
}

function areOrIs(count: number): string {
  return count === 1 ? 'is' : 'are';
}

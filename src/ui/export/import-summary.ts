import type { ImportFault, OpenedRun } from '../../state/run-files.ts';
import { countText } from '../format.ts';

/** What came of several files, in words: how many runs were opened, and which of what was given was not. */

/** More names than these are counted: an archive can hold a hundred. */
const NAMED_LIMIT = 4;
const NAME_LIMIT = 40;

export interface ImportSummary {
  readonly title: string;
  /** Where the opened runs are. */
  readonly where: string;
  /** Of those that were refused, the names with the same reason. */
  readonly refused: readonly { readonly names: string; readonly code: ImportFault['code'] }[];
  /** Those that are not among the saved runs. */
  readonly unsaved: string;
}

export function importSummary(opened: readonly OpenedRun[], faults: readonly ImportFault[]): ImportSummary {
  const codes = [...new Set(faults.map(({ code }) => code))];
  const unsaved = opened.filter((run) => run.unsaved !== undefined).map(({ fileName }) => fileName);
  return {
    title: titleOf(opened.length, faults.length),
    where: whereOf(opened.length, unsaved.length, opened.at(-1)?.fileName),
    refused: codes.map((code) => ({
      code,
      names: namesOf(faults.filter((fault) => fault.code === code).map(({ fileName }) => fileName)),
    })),
    unsaved: unsaved.length === 0 ? '' : namesOf(unsaved),
  };
}

export function shortName(name: string): string {
  return name.length <= NAME_LIMIT ? name : `${name.slice(0, NAME_LIMIT - 1)}…`;
}

function titleOf(opened: number, refused: number): string {
  if (opened === 0) return `None of ${countText(refused)} files was opened.`;
  const runs = `${countText(opened)} ${opened === 1 ? 'run was' : 'runs were'} opened`;
  return refused === 0
    ? `${runs}.`
    : `${runs}, ${countText(refused)} ${refused === 1 ? 'file was' : 'files were'} not.`;
}

function whereOf(opened: number, unsaved: number, last = ''): string {
  if (opened === 0) return '';
  const onScreen = `${shortName(last)} is on screen.`;
  return opened === 1 || unsaved > 0 ? onScreen : `${onScreen} All of them are on Runs.`;
}

function namesOf(names: readonly string[]): string {
  const named = names.slice(0, NAMED_LIMIT).map(shortName);
  const more = names.length - named.length;
  if (more > 0) return `${named.join(', ')} and ${countText(more)} more`;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

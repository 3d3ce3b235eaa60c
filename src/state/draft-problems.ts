import { NUMBER_FIELD_NAMES, NUMBER_FIELDS } from '../experiment/fields.ts';
import { experimentProblems, type SettingName } from '../experiment/schema.ts';
import { readTypedNumber } from '../experiment/typed-number.ts';
import type { RoomState } from './room-state.ts';

/** What is wrong with the draft, by field: of a text that can't be read, why and how to write it. */
export function draftProblems({
  draft,
  refusedTexts,
}: Pick<RoomState, 'draft' | 'refusedTexts'>): Partial<Record<SettingName, string>> {
  const problems = experimentProblems(draft);
  for (const name of NUMBER_FIELD_NAMES) {
    const text = refusedTexts[name];
    // A number that was set since, by a preset or a link, stands in the text's place.
    if (text === undefined || !Number.isNaN(draft[name])) continue;
    const typed = readTypedNumber(text, NUMBER_FIELDS[name]);
    if (!typed.ok && typed.reason !== undefined) problems[name] = typed.reason;
  }
  return problems;
}

import {
  DEFAULTS_BY_VERSION,
  LINK_DEFAULTS,
  LINK_KEYS,
  LINK_VERSION,
  type LinkFields,
  RESULTS_KEY,
  SETTINGS_KEYS,
} from './link-format.ts';
import { MODE_KEYS, type ModeKey, readModes } from './link-modes.ts';
import { parseValue, settingLabel, valueText } from './link-values.ts';
import { readSettings } from './read-experiment.ts';
import {
  type Experiment,
  experimentProblems,
  experimentSchema,
  isSameSetting,
  SETTING_NAMES,
  type SettingName,
} from './schema.ts';

/**
 * An experiment as the hash of an address: `#v=2&net=conv2dsimple2&lr=0.001`. What a link leaves out is what that
 * version's defaults say. A link may come from anybody: whatever it holds, what is read can be run.
 */

/** Characters of a link, of which the hash is the most. */
export const LINK_LENGTH_LIMIT = 8192;
/** Unknown keys that are named one by one; a link can carry thousands. */
const NAMED_KEYS_LIMIT = 5;
type KeyedSetting = readonly [name: SettingName, key: string];

/** Keys that lead to a place of the app rather than to an experiment: lower-case words. */
const PLACE = /^[a-z0-9-]{1,40}$/;

/** The results a link carries, not yet read. */
export interface LinkResults {
  readonly text: string;
  /** The link's settings as they were written, which the results are tied to. */
  readonly settings: string;
}

interface ReadLink {
  /** Undefined when the link holds no settings at all, only a place or nothing. */
  readonly experiment: Experiment | undefined;
  /** `lesson=…`, in the form of an id; whether there is such a lesson is for others to say. */
  readonly lesson?: string;
  /** `screen=…`, likewise. */
  readonly screen?: string;
  /** Whoever reads them finds out whether they are any. */
  readonly results?: LinkResults;
  /** `embed=1`, `present=1` and `autostart=1`, those that are there. */
  readonly modes?: readonly ModeKey[];
  /** One sentence for each part that was ignored or replaced. */
  readonly notices: readonly string[];
}

export type ParsedLink = ReadLink | { readonly refused: string };

/** Starts with `#`. Values equal to this version's defaults are left out. */
export function writeLink(experiment: Experiment): string {
  const fields = SETTING_NAMES.filter((name) => !isSameSetting(name, experiment, LINK_DEFAULTS)).map(
    (name) => `${LINK_KEYS[name]}=${valueText(experiment[name])}`,
  );
  return `#${[`v=${LINK_VERSION}`, ...fields].join('&')}`;
}

/** What results are tied to: the settings of a link as `writeLink` wrote them. */
export function settingsOf(link: string): string {
  return link.replace(/^#/, '');
}

/** Reads a hash, with or without its `#`. Never throws; the experiment it gives can be run. */
export function parseLink(hash: string): ParsedLink {
  if (hash.length > LINK_LENGTH_LIMIT) {
    return { refused: `The link is longer than ${LINK_LENGTH_LIMIT} characters, so it was ignored.` };
  }
  const notices: string[] = [];
  const written = readFields(hash, notices);
  const versionText = written.get('v');
  const version = readVersion(versionText, notices);
  if (version > LINK_VERSION) {
    return {
      refused: `The link was made by a newer version of Fitting Room (link version ${version}), so it was ignored. Reload the page to get the latest version.`,
    };
  }
  const settings = settingsOfVersion(version);
  const lesson = readPlace(written, 'lesson', notices);
  const screen = readPlace(written, 'screen', notices);
  const modes = readModes(written, notices, quoted);
  nameUnknownKeys(written, settings, notices);
  const results = written.get(RESULTS_KEY);
  const hasExperiment =
    versionText !== undefined || results !== undefined || settings.some(([, key]) => written.has(key));
  return {
    experiment: hasExperiment ? experimentOf(written, version, notices) : undefined,
    ...(lesson === undefined ? {} : { lesson }),
    ...(screen === undefined ? {} : { screen }),
    ...(results === undefined ? {} : { results: { text: results, settings: settingsText(written) } }),
    ...(modes.length === 0 ? {} : { modes }),
    notices,
  };
}

function readFields(hash: string, notices: string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    if (fields.has(key)) {
      if (notices.length < NAMED_KEYS_LIMIT) notices.push(`The link has “${quoted(key)}” twice; the first is used.`);
    } else fields.set(key, value);
  }
  return fields;
}

function settingsText(fields: LinkFields): string {
  const settings = [...fields].filter(([key]) => SETTINGS_KEYS.has(key));
  return settings.map(([key, value]) => `${key}=${value}`).join('&');
}

function readVersion(text: string | undefined, notices: string[]): number {
  if (text === undefined) return LINK_VERSION;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  notices.push(
    `The link’s version “${quoted(text)}” is not a whole number, so it was read as version ${LINK_VERSION}.`,
  );
  return LINK_VERSION;
}

function readPlace(fields: LinkFields, key: string, notices: string[]): string | undefined {
  const text = fields.get(key);
  if (text === undefined || PLACE.test(text)) return text;
  notices.push(`The link asks for the ${key} “${quoted(text)}”, which does not exist.`);
  return undefined;
}

function nameUnknownKeys(fields: LinkFields, settings: readonly KeyedSetting[], notices: string[]): void {
  const keys = settings.map(([, key]) => key);
  const known = new Set(['v', 'lesson', 'screen', RESULTS_KEY, ...MODE_KEYS, ...keys]);
  const unknown = [...fields.keys()].filter((key) => !known.has(key));
  if (unknown.length === 0) return;
  const named = unknown.slice(0, NAMED_KEYS_LIMIT).map((key) => `“${quoted(key)}”`);
  const more = unknown.length > named.length ? ` and ${unknown.length - named.length} more` : '';
  notices.push(`The link contains ${named.join(', ')}${more}, which this page doesn’t know.`);
}

/** The settings that a version of links has, with their keys. */
function settingsOfVersion(version: number): readonly KeyedSetting[] {
  const defaults = DEFAULTS_BY_VERSION[version] ?? LINK_DEFAULTS;
  return SETTING_NAMES.filter((name) => Object.hasOwn(defaults, name)).map((name) => [name, LINK_KEYS[name]]);
}

/** What a link says and what it leaves out, as its version means them. */
function experimentOf(fields: LinkFields, version: number, notices: string[]): Experiment {
  const left = DEFAULTS_BY_VERSION[version] ?? LINK_DEFAULTS;
  const said = Object.fromEntries(
    settingsOfVersion(version).flatMap(([name, key]) => {
      const text = fields.get(key);
      const value =
        text === undefined ? undefined : readValue(name, text, valueText(left[name] ?? LINK_DEFAULTS[name]), notices);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const defaults = readSettings(left, version);
  const experiment = readSettings({ ...left, ...said }, version);
  // Every value was looked at, and the tests read the defaults of each version.
  if (!defaults.ok || !experiment.ok) throw new TypeError(`the settings of version ${version} of links are unreadable`);
  return withoutContradictions(experiment.value, defaults.value, notices);
}

/** @param instead the text of the default, which counts when there is no such value */
function readValue(
  name: SettingName,
  text: string,
  instead: string,
  notices: string[],
): Experiment[SettingName] | undefined {
  const value = parseValue(name, text);
  // By itself: what doesn't go together is told apart from what is out of bounds.
  const problem = value === undefined ? undefined : experimentSchema.shape[name].safeParse(value).error?.issues[0];
  if (value !== undefined && problem === undefined) return value;
  const sentence =
    problem === undefined
      ? `${settingLabel(name)} can’t be “${quoted(text)}”`
      : `${problem.message}, not “${quoted(text)}”`;
  notices.push(`${sentence}; ${instead} is used instead.`);
  return undefined;
}

/** Puts settings back to their defaults until the rest goes together, and names each. */
function withoutContradictions(read: Experiment, defaults: Experiment, notices: string[]): Experiment {
  let experiment = read;
  // Each round puts at least one setting back.
  for (let round = 0; round <= SETTING_NAMES.length; round++) {
    const [problem] = Object.entries(experimentProblems(experiment));
    if (problem === undefined) return experiment;
    const [field, sentence] = problem;
    const name = settingToGiveUp(experiment, defaults, field);
    if (name === undefined) break;
    experiment = { ...experiment, [name]: defaults[name] };
    notices.push(`${sentence}, so ${settingLabel(name)} is now ${valueText(defaults[name])}.`);
  }
  notices.push('The link’s settings can’t be used together, so the defaults are used instead.');
  return defaults;
}

/** The field with the problem; where its default doesn't help, the first other setting whose default does. */
function settingToGiveUp(experiment: Experiment, defaults: Experiment, field: string): SettingName | undefined {
  const changed = SETTING_NAMES.filter((name) => !isSameSetting(name, experiment, defaults));
  const ordered = [...changed.filter((name) => name === field), ...changed.filter((name) => name !== field)];
  const solves = (name: SettingName): boolean =>
    !(field in experimentProblems({ ...experiment, [name]: defaults[name] }));
  return ordered.find(solves) ?? ordered[0];
}

/** A little of what a link says, without anything that would change how the sentence around it is shown. */
function quoted(text: string): string {
  return text.slice(0, 24).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}

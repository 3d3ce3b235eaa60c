import { z } from 'zod';
import { type Experiment, experimentSchema, fieldsSchema } from './schema.ts';
import { type Fields, type FormVersions, type Parsed, parsed, upgradedForm, within } from './stored-form.ts';

/**
 * Experiments as they were kept by earlier versions. Links, records, checkpoints, run files and reference runs all say the
 * version of their experiment, and are all read here, so that a setting more makes none of them unreadable.
 *
 * A new setting, and another meaning of an old one, is a new version of experiments:
 * - fields.ts has the setting with its bounds, its explanation, and what it is in new experiments;
 * - here, `EXPERIMENT_VERSION` is raised, and an upgrade says what the setting was before there was one;
 * - link-format.ts has its key, and what links of the new version leave out;
 * - an experiment of the version before is added to those that tests read for ever (frozen-experiments.json).
 */
export const EXPERIMENT_VERSION = 2;

interface Upgrade {
  /** Settings that the version hadn't, with what its runs did. */
  readonly adds: Fields;
  /** Settings whose values are called otherwise from the next version on. */
  readonly renames?: (settings: Fields) => Fields;
}

/** By the version they start from. */
const UPGRADES: Readonly<Record<number, Upgrade>> = {
  // From here on RMSProp has its epsilon inside the root, as in Keras; what was trained before keeps its rule.
  1: {
    adds: { batchNormStart: 'corrected' },
    renames: (settings) => (settings.optimizer === 'rmsProp' ? { ...settings, optimizer: 'rmsPropOutside' } : settings),
  },
};

const settingsSchema = z.record(z.string(), z.unknown(), 'must be settings');

/** The settings as the latest version writes them, not yet checked. */
function upgradedSettings(data: unknown, version: number): Parsed<unknown> {
  if (version > EXPERIMENT_VERSION) {
    return { ok: false, reason: `version ${version} is newer than ${EXPERIMENT_VERSION}`, isNewer: true };
  }
  if (version === EXPERIMENT_VERSION) return { ok: true, value: data };
  const given = parsed(settingsSchema, data);
  if (!given.ok) return given;
  let settings: Fields = given.value;
  for (let from = version; from < EXPERIMENT_VERSION; from++) {
    const upgrade = UPGRADES[from];
    if (upgrade === undefined) return { ok: false, reason: `nothing reads version ${from}`, isNewer: false };
    const tooEarly = Object.keys(upgrade.adds).find((name) => Object.hasOwn(settings, name));
    if (tooEarly !== undefined) {
      return { ok: false, reason: `${tooEarly}: version ${from} has no such setting`, isNewer: false };
    }
    settings = { ...(upgrade.renames?.(settings) ?? settings), ...upgrade.adds };
  }
  return { ok: true, value: settings };
}

/**
 * An experiment from outside.
 * @param version of experiments it was written by
 */
export function readExperiment(data: unknown, version: number): Parsed<Experiment> {
  const settings = upgradedSettings(data, version);
  return settings.ok ? parsed(experimentSchema, settings.value) : settings;
}

/** The same for settings that are each within their bounds and may still contradict each other. */
export function readSettings(data: unknown, version: number): Parsed<Experiment> {
  const settings = upgradedSettings(data, version);
  return settings.ok ? parsed(fieldsSchema, settings.value) : settings;
}

/** How a stored form holds its experiment. */
export const storedExperimentFields = {
  experimentVersion: z.literal(EXPERIMENT_VERSION),
  experiment: experimentSchema,
} as const;

export function storedExperiment(experiment: Experiment) {
  return { experimentVersion: EXPERIMENT_VERSION, experiment } as const;
}

const experimentVersionSchema = z.int('must be a version').min(1);

/**
 * A stored form, and the experiment in it, as the latest versions would have written them. The form is not yet checked, nor
 * is an experiment that already is of the latest version: the form's own schema does that.
 */
export function upgradedWithExperiment(data: unknown, versions: FormVersions): Parsed<Fields> {
  const form = upgradedForm(data, versions);
  if (!form.ok) return form;
  const version = parsed(experimentVersionSchema, form.value.experimentVersion);
  if (!version.ok) return { ...version, reason: `experimentVersion${version.reason}` };
  if (version.value === EXPERIMENT_VERSION) return form;
  const experiment = within('experiment', readExperiment(form.value.experiment, version.value));
  return experiment.ok ? { ok: true, value: { ...form.value, ...storedExperiment(experiment.value) } } : experiment;
}

import { describe, expect, it } from 'vitest';
import frozen from './frozen-experiments.json' with { type: 'json' };
import { parseLink } from './link.ts';
import { DEFAULTS_BY_VERSION } from './link-format.ts';
import { EXPERIMENT_VERSION, readExperiment, upgradedWithExperiment } from './read-experiment.ts';
import { DEFAULT_EXPERIMENT, experimentSchema, SETTING_NAMES } from './schema.ts';

/** frozen-experiments.json holds experiments and links as released versions wrote them. They are never made anew. */

const [KERAS_USER] = frozen;
const V1 = KERAS_USER?.experiment ?? {};

describe('experiments of released versions', () => {
  it('are there for every version before the latest', () => {
    for (let version = 1; version < EXPERIMENT_VERSION; version++) {
      expect(frozen.map((kept) => kept.version)).toContain(version);
    }
  });

  it.each(frozen)('version $version, $name, is read whole, as it was trained', ({ version, experiment, changed }) => {
    const read = readExperiment(experiment, version);
    expect(read).toEqual({ ok: true, value: { ...experiment, ...changed } });
    if (read.ok) expect(experimentSchema.safeParse(read.value).success).toBe(true);
  });

  it.each(frozen)('version $version, $name, is the same by its link', ({ link, experiment, changed }) => {
    expect(parseLink(link)).toEqual({ experiment: { ...experiment, ...changed }, notices: [] });
  });

  it('of Adam and SGD are no other experiments than today: only RMSProp had another rule', () => {
    const { batchNormStart: _, ...before } = DEFAULT_EXPERIMENT;
    expect(readExperiment(before, 1)).toEqual({ ok: true, value: DEFAULT_EXPERIMENT });
    expect(readExperiment({ ...before, optimizer: 'rmsProp' }, 1)).toMatchObject({
      value: { optimizer: 'rmsPropOutside', batchNormStart: 'corrected' },
    });
    expect(readExperiment({ ...DEFAULT_EXPERIMENT, optimizer: 'rmsProp' }, 2)).toMatchObject({
      value: { optimizer: 'rmsProp' },
    });
  });
});

describe('readExperiment', () => {
  it.each<[string, unknown, number, RegExp, boolean]>([
    ['of a version to come', DEFAULT_EXPERIMENT, EXPERIMENT_VERSION + 1, /newer/, true],
    ['of no version', DEFAULT_EXPERIMENT, 0, /version 0/, false],
    ['that is none', 'conv2dsimple', 1, /must be settings/, false],
    ['that is a list', [], 1, /must be settings/, false],
    ['with a setting nobody knows', { ...V1, magic: 1 }, 1, /magic/, false],
    ['with a setting its version had not yet', { ...V1, batchNormStart: 'keras' }, 1, /no such setting/, false],
    ['without a setting', { seed: 1 }, 1, /trainImages/, false],
    ['out of bounds', { ...V1, epochs: 5000 }, 1, /epochs/, false],
    ['that contradicts itself', { ...V1, batchSize: 1024, trainImages: 64 }, 1, /batchSize/, false],
  ])('refuses one %s, with the reason', (_, data, version, reason, isNewer) => {
    const read = readExperiment(data, version);
    expect(read).toMatchObject({ ok: false, isNewer });
    if (!read.ok) expect(read.reason).toMatch(reason);
  });
});

describe('a stored form', () => {
  const versions = { latest: 2, upgraders: { 1: (form: object) => ({ ...form, experimentVersion: 1 }) } };

  it('and the experiment in it come to their latest versions each by itself', () => {
    const form = { version: 1, experiment: V1, rest: 'stays' };
    expect(upgradedWithExperiment(form, versions)).toEqual({
      ok: true,
      value: {
        version: 2,
        experimentVersion: EXPERIMENT_VERSION,
        experiment: { ...V1, ...KERAS_USER?.changed },
        rest: 'stays',
      },
    });
  });

  it.each<[string, unknown, boolean]>([
    ['nothing', undefined, false],
    ['no version', { experiment: V1 }, false],
    ['a version to come', { version: 3, experimentVersion: 1, experiment: V1 }, true],
    ['an experiment of a version to come', { version: 2, experimentVersion: 99, experiment: V1 }, true],
    ['an experiment without its version', { version: 2, experiment: V1 }, false],
  ])('with %s is refused, and said to be newer only when it is', (_, form, isNewer) => {
    expect(upgradedWithExperiment(form, versions)).toMatchObject({ ok: false, isNewer });
  });
});

it('the defaults of links are whole, and those of earlier versions are never more than a later one has', () => {
  for (let version = 1; version <= EXPERIMENT_VERSION; version++) {
    const defaults = DEFAULTS_BY_VERSION[version];
    expect(readExperiment(defaults, version).ok).toBe(true);
    expect(SETTING_NAMES).toEqual(expect.arrayContaining(Object.keys(defaults ?? {})));
  }
});

import { describe, expect, it } from 'vitest';
import { fillRandomWords } from '../core/philox.ts';
import { CHOICE_FIELD_NAMES, CHOICE_FIELDS, NUMBER_FIELD_NAMES, NUMBER_FIELDS, SWITCH_FIELD_NAMES } from './fields.ts';
import { parseLink, writeLink } from './link.ts';
import { LINK_DEFAULTS, LINK_KEYS } from './link-format.ts';
import { PRESETS } from './presets.ts';
import { EXPERIMENT_VERSION } from './read-experiment.ts';
import { DEFAULT_EXPERIMENT, type Experiment, experimentProblems, experimentSchema, SETTING_NAMES } from './schema.ts';

/** Reads a link that must not be refused. */
function read(hash: string) {
  const link = parseLink(hash);
  if ('refused' in link) throw new Error(link.refused);
  return link;
}

/** Every setting away from its default. */
const EVERYTHING_ELSE: Experiment = {
  network: 'inceptioncnn',
  trainImages: 5000,
  validationShare: 0.1,
  labelNoise: 0.4,
  pixelScaling: 'standardise',
  flip: true,
  shift: 2,
  rotation: 7.5,
  cutout: 6,
  optimizer: 'rmsProp',
  learningRate: 0.0005,
  batchSize: 32,
  epochs: 25,
  momentum: 0.95,
  rho: 0.99,
  beta1: 0.8,
  beta2: 0.99,
  epsilon: 1e-8,
  schedule: 'oneCycle',
  warmupEpochs: 1.5,
  stepEpochs: 3,
  stepFactor: 0.1,
  exponentialFactor: 0.95,
  cosineFloor: 0.05,
  cyclePeak: 0.4,
  plateauFactor: 0.2,
  plateauPatience: 4,
  plateauFloor: 1e-6,
  dropoutScale: 0,
  weightDecay: 0.01,
  l2: 1e-4,
  maxNorm: 0,
  labelSmoothing: 0.1,
  classWeights: [1, 1, 1, 1, 1, 1, 2.5, 1, 0, 10],
  judge: 'loss',
  batchNormStart: 'keras',
  earlyStoppingPatience: 5,
  seed: 4_294_967_295,
};

describe('version 2 of links', () => {
  it('is read as it was when it was published', () => {
    const frozen =
      '#v=2&net=inceptioncnn&img=5000&val=0.1&noise=0.4&px=standardise&flip=1&shift=2&rot=7.5&cut=6&opt=rmsProp&lr=0.0005' +
      '&bs=32&ep=25&mom=0.95&rho=0.99&b1=0.8&b2=0.99&eps=1e-8&sched=oneCycle&warm=1.5&every=3&stepf=0.1&expf=0.95' +
      '&cosend=0.05&peak=0.4&platf=0.2&platp=4&platmin=0.000001&drop=0&wd=0.01&l2=0.0001&norm=0&smooth=0.1' +
      '&cw=1,1,1,1,1,1,2.5,1,0,10&best=loss&bnstart=keras&stop=5&seed=4294967295';
    expect(read(frozen)).toEqual({ experiment: EVERYTHING_ELSE, notices: [] });
  });

  it('has the defaults it was published with, or is no longer the latest version', () => {
    // A changed default changes what old links mean: read-experiment.ts says what to do then.
    expect(LINK_DEFAULTS).toEqual(DEFAULT_EXPERIMENT);
  });

  it('reads a setting that an earlier version had not in no link of that version', () => {
    expect(read('#v=1&ep=3&bnstart=keras')).toEqual({
      experiment: { ...DEFAULT_EXPERIMENT, epochs: 3 },
      notices: ['The link contains “bnstart”, which this page doesn’t know.'],
    });
  });

  it('puts a bad value of an earlier version back to that version, not to today', () => {
    expect(read('#v=1&opt=rmsprop').notices).toEqual(['Optimiser can’t be “rmsprop”; adam is used instead.']);
    expect(read('#v=1&opt=rmsProp&ep=0').experiment?.optimizer).toBe('rmsPropOutside');
    expect(read('#v=2&opt=rmsProp').experiment?.optimizer).toBe('rmsProp');
  });

  it('has a key of its own for each setting', () => {
    const keys = SETTING_NAMES.map((name) => LINK_KEYS[name]);
    expect(new Set([...keys, 'v', 'lesson', 'screen']).size).toBe(SETTING_NAMES.length + 3);
    for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9]*$/);
  });
});

describe('writeLink', () => {
  it('leaves the defaults out', () => {
    expect(writeLink(DEFAULT_EXPERIMENT)).toBe('#v=2');
    expect(writeLink({ ...DEFAULT_EXPERIMENT, network: 'conv2dsimple', learningRate: 0.01 })).toMatch(
      /^#v=2(&net=conv2dsimple|&lr=0\.01){2}$/,
    );
  });

  it.each([...PRESETS, { id: 'everything else', experiment: EVERYTHING_ELSE }])(
    'writes $id so that it is read back',
    ({ experiment }) => {
      expect(read(writeLink(experiment))).toEqual({ experiment, notices: [] });
    },
  );

  it('writes both bounds and every option of each setting so that they are read back', () => {
    const roomy: Experiment = {
      ...DEFAULT_EXPERIMENT,
      trainImages: 30_000,
      batchSize: 1,
      epochs: 200,
      validationShare: 0.1,
    };
    const values: Partial<Experiment>[] = [
      ...NUMBER_FIELD_NAMES.flatMap((name) => [
        { [name]: NUMBER_FIELDS[name].minimum },
        { [name]: NUMBER_FIELDS[name].maximum },
      ]),
      ...CHOICE_FIELD_NAMES.flatMap((name) => CHOICE_FIELDS[name].options.map(({ value }) => ({ [name]: value }))),
      ...SWITCH_FIELD_NAMES.flatMap((name) => [{ [name]: true }, { [name]: false }]),
    ];
    let written = 0;
    for (const value of values) {
      const experiment = { ...roomy, ...value };
      if (Object.keys(experimentProblems(experiment)).length > 0) continue;
      written++;
      expect(read(writeLink(experiment))).toEqual({ experiment, notices: [] });
    }
    expect(written).toBeGreaterThan(values.length - 6);
  });
});

describe('parseLink', () => {
  it('has no experiment in an empty hash, and the defaults in a bare version', () => {
    for (const hash of ['', '#']) expect(read(hash)).toEqual({ experiment: undefined, notices: [] });
    expect(read('#v=1').experiment).toEqual(DEFAULT_EXPERIMENT);
  });

  it('reads the way to a lesson or a screen without touching the experiment', () => {
    expect(read('#lesson=memorise-500')).toEqual({ experiment: undefined, lesson: 'memorise-500', notices: [] });
    expect(read('#screen=lessons')).toEqual({ experiment: undefined, screen: 'lessons', notices: [] });
    const odd = read('#lesson=<img onerror=alert(1)>');
    expect(odd.lesson).toBeUndefined();
    expect(odd.notices).toHaveLength(1);
  });

  it.each([
    ['ep=0', 'epochs', 'Epochs'],
    ['ep=2.5', 'epochs', 'Epochs'],
    ['lr=1e9', 'learningRate', 'Learning rate'],
    ['lr=0x10', 'learningRate', 'Learning rate'],
    ['lr=', 'learningRate', 'Learning rate'],
    ['lr=NaN', 'learningRate', 'Learning rate'],
    ['net=resnet', 'network', 'Network'],
    ['net=constructor', 'network', 'Network'],
    ['flip=yes', 'flip', 'Flip'],
    ['cw=1,1,1', 'classWeights', 'Class weights'],
    ['cw=1,1,1,1,1,1,1,1,1,11', 'classWeights', 'Class weights'],
    ['cw=1,1,1,1,1,1,1,1,1,x', 'classWeights', 'Class weights'],
  ] as const)('puts %s back to its default and names it', (field, name, label) => {
    const { experiment, notices } = read(`#v=1&bs=64&${field}`);
    expect(experiment).toEqual({ ...DEFAULT_EXPERIMENT, batchSize: 64 });
    expect(experiment?.[name]).toEqual(DEFAULT_EXPERIMENT[name]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(label);
  });

  it('says what the bounds are', () => {
    expect(read('#v=1&ep=5000').notices).toEqual(['Epochs must be between 1 and 200, not “5000”; 10 is used instead.']);
  });

  it.each([
    ['img=500&bs=1000', { trainImages: 500 }],
    // The batch has its default already: what is too few for it has to go.
    ['img=50', {}],
    ['img=50&bs=50', { trainImages: 50, batchSize: 50 }],
    ['val=0&sched=plateau', { validationShare: 0 }],
    ['val=0&stop=3', { validationShare: 0 }],
    ['val=0.5&img=60000', { validationShare: 0.5 }],
    ['cw=0,0,0,0,0,0,0,0,0,0', {}],
    ['ep=3&warm=5', { epochs: 3 }],
  ])('takes what goes together of %s', (fields, kept) => {
    const { experiment, notices } = read(`#v=1&lr=0.01&${fields}`);
    expect(experiment).toEqual({ ...DEFAULT_EXPERIMENT, learningRate: 0.01, ...kept });
    expect(notices).toHaveLength(fields === 'img=50&bs=50' ? 0 : 1);
  });

  it('names unknown keys, a few of very many', () => {
    expect(read('#v=1&lr=0.01&colour=red').notices).toEqual([
      'The link contains “colour”, which this page doesn’t know.',
    ]);
    const many = Array.from({ length: 500 }, (_, index) => `k${index}=1`).join('&');
    const { notices } = read(`#v=1&${many}`);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('and 495 more');
    expect(notices.join('').length).toBeLessThan(400);
  });

  it('takes the first of two values of a key and says so', () => {
    const { experiment, notices } = read('#v=1&lr=0.01&lr=0.1');
    expect(experiment?.learningRate).toBe(0.01);
    expect(notices).toHaveLength(1);
  });

  it('refuses a newer version and a link that is too long, with a sentence', () => {
    expect(parseLink(`#v=${EXPERIMENT_VERSION + 1}&lr=0.01`)).toMatchObject({
      refused: expect.stringMatching(/newer/),
    });
    expect(parseLink(`#v=1&lr=${'0'.repeat(8200)}`)).toMatchObject({ refused: expect.stringMatching(/longer/) });
  });

  it('reads a version that is none as the latest, and says so', () => {
    for (const version of ['', '0', '-1', '1.5', 'one', '99999999999']) {
      expect(read(`#v=${version}&lr=0.01`).notices).toHaveLength(1);
    }
  });

  it('does not let a link rearrange the sentence around it', () => {
    const [notice] = read(`#v=1&lr=${encodeURIComponent('\u202e\u0000\n1')}`).notices;
    expect(notice).toContain('“???1”');
  });
});

describe('parseLink, on 6,000 mutated links', () => {
  const PIECES = [
    '&',
    '=',
    '#',
    '%',
    '%zz',
    '%00',
    '+',
    ',',
    '-',
    '.',
    'e',
    '1e999',
    '0',
    '9',
    'v=',
    'v=3',
    'NaN',
    '∞',
    '\ud800',
  ];
  const SOURCES = [
    writeLink(EVERYTHING_ELSE),
    ...PRESETS.map(({ experiment }) => writeLink(experiment)),
    '#lesson=a&v=1',
  ];

  function mutated(words: Uint32Array): string {
    let text = SOURCES[(words[0] ?? 0) % SOURCES.length] ?? '';
    const changes = 1 + ((words[1] ?? 0) % 6);
    for (let change = 0; change < changes; change++) {
      const [kind = 0, at = 0, what = 0] = words.subarray(2 + 3 * change);
      const position = at % (text.length + 1);
      const removed = kind % 3 === 0 ? 0 : what % 9;
      const piece = kind % 3 === 1 ? '' : (PIECES[what % PIECES.length] ?? '');
      text = text.slice(0, position) + piece + text.slice(position + removed);
    }
    return text;
  }

  it('never throws, and gives an experiment that can be run or a reason', () => {
    const words = new Uint32Array(20);
    let refused = 0;
    let changed = 0;
    for (let index = 0; index < 6000; index++) {
      fillRandomWords(words, 4, 99, index);
      const hash = mutated(words);
      const link = parseLink(hash);
      if ('refused' in link) {
        refused++;
        continue;
      }
      if (link.notices.length > 0) changed++;
      expect(link.notices.join(' ').length).toBeLessThan(10_000);
      if (link.experiment === undefined) continue;
      const result = experimentSchema.safeParse(link.experiment);
      expect(result.success, `${hash}: ${result.error?.message}`).toBe(true);
      expect(read(writeLink(link.experiment)).experiment).toEqual(link.experiment);
    }
    // The mutations reach all three ways out.
    expect(refused).toBeGreaterThan(50);
    expect(changed).toBeGreaterThan(1000);
  });
});

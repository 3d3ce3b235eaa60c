import { describe, expect, it } from 'vitest';
import { fillRandomWords } from '../core/philox.ts';
import { parseLink, writeLink } from './link.ts';
import { withResults } from './link-parts.ts';
import { repairedHash } from './link-repair.ts';
import { PRESETS } from './presets.ts';
import { DEFAULT_EXPERIMENT, type Experiment, experimentSchema } from './schema.ts';

const WEIGHTED: Experiment = {
  ...DEFAULT_EXPERIMENT,
  network: 'inceptioncnn',
  optimizer: 'rmsProp',
  learningRate: 0.0005,
  epsilon: 1e-8,
  classWeights: [1, 1, 1, 1, 1, 1, 2.5, 1, 0, 10],
  epochs: 25,
  seed: 4_294_967_295,
};
/** Ends as results may: base64url has both. */
const RESULTS = 'AXic3Db0-_Zz9-';
const WHOLE = [
  writeLink(WEIGHTED),
  ...PRESETS.map(({ experiment }) => writeLink(experiment)),
  withResults(writeLink(WEIGHTED), RESULTS),
  `${writeLink(WEIGHTED)}&embed=1&autostart=1`,
  '#lesson=capacity&present=1',
  '#screen=runs',
];

function read(hash: string) {
  const link = parseLink(hash);
  if ('refused' in link) throw new Error(link.refused);
  return link;
}

function expectRead(damaged: string, whole: string): void {
  expect(parseLink(repairedHash(damaged).hash), damaged).toEqual(parseLink(whole));
  expect(repairedHash(damaged).notices, damaged).toEqual([]);
}

type Damage = readonly [words: string, damage: (hash: string) => string];

const BEHIND = [
  ')',
  ']',
  '}',
  '>',
  '.',
  ',',
  ';',
  ':',
  '!',
  '?',
  '"',
  '”',
  '’',
  '»',
  '*',
  ' ',
  '\u00a0',
  '\u200b',
  '/',
];
const DAMAGES: readonly Damage[] = [
  ['&amp; for each &', (hash) => hash.replaceAll('&', '&amp;')],
  ['&amp;amp;', (hash) => hash.replaceAll('&', '&amp;amp;')],
  ['&amp without its end', (hash) => hash.replaceAll('&', '&amp')],
  ['&#38;', (hash) => hash.replaceAll('&', '&#38;')],
  ['&#x26;', (hash) => hash.replaceAll('&', '&#x26;')],
  ['&amp%3B', (hash) => hash.replaceAll('&', '&amp%3B')],
  ['percent signs throughout', (hash) => `#${encodeURIComponent(hash.slice(1))}`],
  ['percent signs twice', (hash) => `#${encodeURIComponent(encodeURIComponent(hash.slice(1)))}`],
  ['two hash signs', (hash) => `#${hash}`],
  ['a second, encoded hash sign', (hash) => `#%23${hash.slice(1)}`],
  ['a slash or an exclamation mark before it', (hash) => `#!/${hash.slice(1)}`],
  ['quoted-printable', (hash) => hash.replaceAll('=', '=3D').replace('&', '=\r\n&')],
  ['broken lines', (hash) => `${hash.slice(0, 9)}%0D%0A${hash.slice(9)}`],
  ['a line broken in the middle of a key or value, as a space', (hash) => `${hash.slice(0, 7)} ${hash.slice(7)}`],
  ['soft hyphens', (hash) => hash.replaceAll('c', 'c\u00ad')],
  ['what newsletters append', (hash) => `${hash}&utm_source=news&fbclid=IwAR0_x`],
  ['what newsletters append as if nothing were there', (hash) => `${hash}?utm_source=news`],
  ['angle brackets as HTML', (hash) => `${hash}&gt;`],
  ['a quotation mark as HTML', (hash) => `${hash}&quot; target`],
  ...BEHIND.map((sign): Damage => [`${sign} behind it`, (hash) => hash + sign]),
  ...BEHIND.map((sign): Damage => [`${sign} behind it, encoded`, (hash) => hash + encodeURIComponent(sign)]),
  ['a bracket and a full stop behind it', (hash) => `${hash}).`],
];

describe('a link that was changed on its way', () => {
  it.each(DAMAGES)('by %s is read as it was written', (words, damage) => {
    for (const whole of WHOLE) {
      // A line may be broken anywhere; where it falls behind the last sign of a short link, nothing is broken.
      if (words.includes('broken') && whole.length < 30) continue;
      expectRead(damage(whole), whole);
    }
  });

  it('by a sentence that goes on behind it is read as it was written', () => {
    for (const whole of WHOLE.filter((hash) => !hash.includes('r=A'))) {
      expectRead(`${whole} and then press Train.`, whole);
      expectRead(`${whole}). Then press Train.`, whole);
      expectRead(`${whole}),%20then`, whole);
    }
  });

  it('by being cut off names what is missing, and guesses nothing', () => {
    for (const dots of ['…', '...', '%E2%80%A6']) {
      const { hash, notices } = repairedHash(`#v=1&bs=64&ep=1${dots}`);
      expect(parseLink(hash)).toEqual(parseLink('#v=1&bs=64'));
      expect(notices).toEqual(['The link was cut off at “ep”, so that and what followed is missing.']);
    }
  });

  it('by a space between digits names the field: whether they belong together nobody knows', () => {
    const { hash } = repairedHash('#v=1&lr=0.01&seed=12 345');
    expect(parseLink(hash)).toMatchObject({ notices: [expect.stringContaining('12 345')] });
  });

  it('by a lost & never loses the setting behind it without a word', () => {
    for (const lost of [' ', ')', '<', '%0A']) {
      const { notices } = read(repairedHash(`#v=1&lr=0.01${lost}bs=64`).hash);
      expect(notices, lost).toHaveLength(1);
    }
  });

  it('by nothing stays to the letter', () => {
    for (const whole of [...WHOLE, '', '#', '#v=1&lr=1e-3', '#v=1&lr=%30.01']) {
      expect(repairedHash(whole)).toEqual({ hash: whole, notices: [] });
    }
  });

  it('that says what nobody can mend is left to be named as it is', () => {
    for (const odd of ['#v=1&lr=0x10', '#v=1&colour=red', '#v=1&net=resnet', '#v=99', '#v=1&lr=0.1&lr=0.2']) {
      expect(repairedHash(odd)).toEqual({ hash: odd, notices: [] });
    }
  });

  it('of a newer version is refused all the same', () => {
    expect(parseLink(repairedHash('#v=999&amp;lr=1).').hash)).toMatchObject({
      refused: expect.stringContaining('newer'),
    });
  });
});

describe('repairedHash, on 6,000 damaged links', () => {
  const PIECES = [
    '&',
    '=',
    '#',
    '%',
    '%zz',
    '%26',
    '&amp;',
    '=3D',
    ' ',
    '\n',
    '…',
    ')',
    '"',
    '+',
    '?',
    '%ff',
    '\ud800',
    '<',
  ];

  it('never throws and never makes a link worse', () => {
    const words = new Uint32Array(16);
    let repaired = 0;
    for (let index = 0; index < 6000; index++) {
      fillRandomWords(words, 16, 98, index);
      let text = WHOLE[(words[0] ?? 0) % WHOLE.length] ?? '';
      for (let change = 0; change <= (words[1] ?? 0) % 4; change++) {
        const [at = 0, what = 0, removed = 0] = words.subarray(2 + 3 * change);
        const position = at % (text.length + 1);
        text = text.slice(0, position) + (PIECES[what % PIECES.length] ?? '') + text.slice(position + (removed % 3));
      }
      const { hash } = repairedHash(text);
      const [before, after] = [parseLink(text), parseLink(hash)];
      if (hash !== text) repaired++;
      if ('refused' in after || 'refused' in before) continue;
      expect(after.notices.length, text).toBeLessThanOrEqual(before.notices.length);
      if (after.experiment) expect(experimentSchema.safeParse(after.experiment).success, text).toBe(true);
    }
    expect(repaired).toBeGreaterThan(1000);
  });

  it('looks at no more than a link can be', () => {
    const long = `#v=1&lr=${'%25'.repeat(20_000)}`;
    expect(repairedHash(long)).toEqual({ hash: long, notices: [] });
  });
});

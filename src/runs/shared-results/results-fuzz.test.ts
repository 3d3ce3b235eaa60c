import { describe, expect, it } from 'vitest';
import { imagesCounted } from '../../core/confusion.ts';
import { fillRandomWords } from '../../core/philox.ts';
import { splitSizes } from '../../core/split-sizes.ts';
import { parseLink, settingsOf, writeLink } from '../../experiment/link.ts';
import { withResults } from '../../experiment/link-parts.ts';
import { PRESETS } from '../../experiment/presets.ts';
import { DEFAULT_EXPERIMENT, type Experiment, experimentSchema } from '../../experiment/schema.ts';
import { parseRunRecord, type RunRecord } from '../run-record.ts';
import { decodeResults } from './decode-results.ts';
import { packed } from './encode-results.ts';
import { fakeSharedRun } from './fake-shared-run.ts';
import { writeBody } from './results-body.ts';
import { SHARED_STEPS_LIMIT } from './results-format.ts';
import { keptOf } from './thinning.ts';

/** 10,000 links that somebody broke, by accident or on purpose. */
const LINKS = 10_000;
/** No link may keep the page busy for longer. A link is opened again before it counts as slow: the machine may be busy. */
const SLOW_MS = 100;
const TRIES = 3;

/** A run, the body of its results, and the settings they are tied to. */
interface Source {
  readonly settings: string;
  readonly body: Uint8Array;
  readonly link: string;
}

const SMALL: Partial<Experiment> = { trainImages: 640, batchSize: 64, epochs: 3 };
/** As many steps as a link may speak of, each of a column that has to be put back. */
const LONGEST: Partial<Experiment> = { trainImages: 2000, batchSize: 1, epochs: SHARED_STEPS_LIMIT / 2000 };

async function sourceOf(change: Partial<Experiment>): Promise<Source> {
  const record = fakeSharedRun(change);
  const link = writeLink(record.header.experiment);
  const settings = settingsOf(link);
  const { body } = writeBody(record, keptOf(record, { curveSteps: 60, everyEpochs: 40, marks: 10 }));
  return { settings, body, link: withResults(link, await packed(settings, body)) };
}

/** Numbers at random, the same in every run of the test. */
class Dice {
  readonly #words = new Uint32Array(64);
  #position = 0;

  constructor(link: number) {
    fillRandomWords(this.#words, 7, 99, link);
  }

  below(limit: number): number {
    return (this.#words[this.#position++ % this.#words.length] ?? 0) % limit;
  }

  of<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
}

const PIECES = [
  '&',
  '=',
  '#',
  '%',
  '%00',
  '%zz',
  '%25'.repeat(400),
  '+',
  '-',
  '_',
  'A',
  '9'.repeat(300),
  '1e999',
  '&v=1',
  '&v=2',
  '&r=',
  '&r=AAAA',
  '&ep=200',
  '&img=60000&bs=1',
  '&lr=1e-400',
  '∞',
  '\ud800',
  '\u202e',
  '𝕏'.repeat(50),
  '<script>alert(1)</script>',
  '__proto__=1',
] as const;

function mutatedText(text: string, dice: Dice): string {
  let result = text;
  for (let change = dice.below(4); change >= 0; change--) {
    const at = dice.below(result.length + 1);
    switch (dice.below(5)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result = result.slice(0, at) + dice.of(PIECES) + result.slice(at);
        break;
      case 2:
        result = result.slice(0, at) + result.slice(at + 1 + dice.below(20));
        break;
      case 3:
        result =
          result.slice(0, at) +
          String.fromCharCode(result.charCodeAt(at) ^ (1 << dice.below(7))) +
          result.slice(at + 1);
        break;
      default:
        result = result + result.slice(at, at + 200);
    }
  }
  return result;
}

/** Broken before it is compressed, and with a checksum that is right: what the reader itself has to notice. */
function mutatedBody(body: Uint8Array, dice: Dice): Uint8Array {
  let result = [...body];
  for (let change = dice.below(3); change >= 0; change--) {
    // Half of the changes are among the counts at the start, on which everything else depends.
    const at = dice.below(dice.below(2) === 0 ? Math.min(40, result.length) : result.length);
    switch (dice.below(5)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result.splice(at, 0, ...Array.from({ length: 1 + dice.below(9) }, () => dice.of([0xff, 0x80, 0x7f, 0])));
        break;
      case 2:
        result.splice(at, 1 + dice.below(9));
        break;
      case 3:
        result[at] = (result[at] ?? 0) ^ (1 << dice.below(8));
        break;
      default:
        result[at] = dice.below(256);
    }
  }
  return Uint8Array.from(result);
}

async function mutatedLink(index: number, sources: readonly [Source, ...Source[]], longest: Source): Promise<string> {
  const dice = new Dice(index);
  // Rarely: each that can still be read is looked at step by step.
  const { settings, body, link } = dice.below(50) === 0 ? longest : dice.of(sources);
  switch (dice.below(8)) {
    case 0:
      return mutatedText(
        writeLink(dice.of([DEFAULT_EXPERIMENT, ...PRESETS.map(({ experiment }) => experiment)])),
        dice,
      );
    case 1:
    case 2:
      return mutatedText(link, dice);
    case 3: {
      // A few thousand characters that inflate to as much as deflate can.
      const bomb = new Uint8Array(dice.of([100_000, 1_000_000, 4_000_000])).fill(dice.below(2));
      return withResults(
        `#${settings}`,
        index % 20 === 0 ? await packed(settings, bomb) : 'AWNgYGBgGAWjYBSMglEwCkbBKAAA',
      );
    }
    default:
      return withResults(`#${settings}`, await packed(settings, mutatedBody(body, dice)));
  }
}

interface Outcome {
  readonly experiment: Experiment | undefined;
  readonly record: RunRecord | undefined;
  readonly notices: readonly string[];
}

async function open(hash: string): Promise<Outcome> {
  const link = parseLink(hash);
  if ('refused' in link) return { experiment: undefined, record: undefined, notices: [link.refused] };
  const { experiment, results, notices } = link;
  if (experiment === undefined || results === undefined) return { experiment, record: undefined, notices };
  const decoded = await decodeResults(results.text, results.settings, experiment);
  if (decoded.ok) return { experiment, record: decoded.record, notices };
  return { experiment, record: undefined, notices: [...notices, decoded.reason] };
}

async function fastestMs(hash: string): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < TRIES && fastest > SLOW_MS; tries++) {
    const before = performance.now();
    await open(hash);
    fastest = Math.min(fastest, performance.now() - before);
  }
  return fastest;
}

/** Sums over columns instead of an assertion a value: there are hundreds of thousands. */
function expectInBounds({ header, history }: RunRecord): void {
  const { losses, accuracies, learningRates, trainingMs } = history.columns;
  expect(losses.every((loss) => Number.isNaN(loss) || loss >= 0)).toBe(true);
  expect(accuracies.every((accuracy) => accuracy >= 0 && accuracy <= 1)).toBe(true);
  expect(learningRates.every((rate) => rate >= 0 && rate <= 1000)).toBe(true);
  expect(trainingMs.every((ms, step) => Number.isFinite(ms) && ms >= (trainingMs[step - 1] ?? 0))).toBe(true);
  const sizes = splitSizes(header.experiment);
  for (const { split, counts, step, epoch, loss } of history.evaluations) {
    const images = imagesCounted(sizes[split]);
    if (header.withoutShards.length === 0) expect(imagesCounted(counts)).toBe(images);
    else expect(imagesCounted(counts)).toBeLessThanOrEqual(images);
    expect(step).toBeLessThanOrEqual(header.step);
    expect(epoch).toBeLessThanOrEqual(header.experiment.epochs);
    expect(loss < 0).toBe(false);
  }
}

describe(`${LINKS} mutated links`, () => {
  it('never throw, take no longer than a blink, and show nothing that no run can be', async () => {
    const sources: [Source, ...Source[]] = [
      await sourceOf(SMALL),
      await sourceOf({ ...SMALL, labelNoise: 0.3, validationShare: 0.5 }),
      await sourceOf({ epochs: 10 }),
    ];
    const longest = await sourceOf(LONGEST);
    let records = 0;
    let refused = 0;
    const slow: string[] = [];
    for (let index = 0; index < LINKS; index++) {
      const hash = await mutatedLink(index, sources, longest);
      const before = performance.now();
      const { experiment, record, notices } = await open(hash);
      const took = performance.now() - before;
      if (took > SLOW_MS && (await fastestMs(hash)) > SLOW_MS) slow.push(hash);
      expect(notices.join(' ').length).toBeLessThan(10_000);
      if (experiment !== undefined) expect(experimentSchema.safeParse(experiment).success, hash).toBe(true);
      if (record === undefined) {
        if (notices.length > 0) refused++;
        continue;
      }
      records++;
      expect(parseRunRecord(record), hash).toMatchObject({ ok: true });
      expect(record.header.experiment).toEqual(experiment);
      expectInBounds(record);
    }
    expect(slow).toEqual([]);
    // The mutations reach both ways out.
    expect(records).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(4000);
  }, 120_000);
});

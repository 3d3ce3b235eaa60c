import { CLASS_COUNT } from '../../core/classes.ts';
import { imagesCounted } from '../../core/confusion.ts';
import { splitSizes } from '../../core/split-sizes.ts';
import type { Experiment } from '../../experiment/schema.ts';
import type { StoredEvaluation } from '../run-record.ts';
import { type ByteReader, DamagedResults } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { DURATION_LIMIT_MS, SPLIT_CODES } from './results-format.ts';

/**
 * Evaluations without their answers. Counts are written as the differences from the evaluation of the same split before:
 * between two epochs most cells change little.
 */

const CELLS = CLASS_COUNT * CLASS_COUNT;
/** More than any split has. */
const COUNT_LIMIT = 60_000;
/** Added to the code of the split where the weights are those of the best epoch. */
const BEST_FLAG = 4;

interface Before {
  epoch: number;
  step: number;
  trainingMs: number;
  readonly counts: Record<StoredEvaluation['split'], Uint32Array>;
}

export function writeEvaluations(writer: ByteWriter, evaluations: readonly StoredEvaluation[]): void {
  const before = nothingBefore();
  writer.count(evaluations.length);
  for (const { split, epoch, step, isBest, trainingMs, loss, counts } of evaluations) {
    const ms = Math.round(trainingMs);
    writer.byte(SPLIT_CODES.indexOf(split) + (isBest ? BEST_FLAG : 0));
    writer.signed(epoch - before.epoch);
    writer.signed(step - before.step);
    writer.signed(ms - before.trainingMs);
    writer.float32(loss);
    const countsBefore = before.counts[split];
    for (const [cell, count] of counts.entries()) writer.signed(count - (countsBefore[cell] ?? 0));
    before.counts[split] = counts;
    Object.assign(before, { epoch, step, trainingMs: ms });
  }
}

/**
 * @param end steps of the run
 * @param isWhole all shards were there, so that it is known how many images of each class a split has
 */
export function readEvaluations(
  reader: ByteReader,
  experiment: Experiment,
  end: number,
  isWhole: boolean,
): StoredEvaluation[] {
  const before = nothingBefore();
  const sizes = splitSizes(experiment);
  // Each takes more than a hundred bytes: a body can't hold very many, whatever it says.
  return Array.from({ length: reader.count(1000) }, () => {
    const code = reader.byte();
    const split = SPLIT_CODES[code % BEST_FLAG];
    if (split === undefined || code >= 2 * BEST_FLAG) throw new DamagedResults('no such split');
    const epoch = within(before.epoch + reader.signed(experiment.epochs), experiment.epochs);
    const step = within(before.step + reader.signed(end), end);
    const trainingMs = within(before.trainingMs + reader.signed(DURATION_LIMIT_MS), DURATION_LIMIT_MS);
    const loss = reader.float32();
    if (loss < 0) throw new DamagedResults('a loss is below 0');
    const countsBefore = before.counts[split];
    const counts = Uint32Array.from({ length: CELLS }, (_, cell) =>
      within((countsBefore[cell] ?? 0) + reader.signed(COUNT_LIMIT), COUNT_LIMIT),
    );
    // Label noise changes which class a training image counts for, not how many there are.
    const hasRightLabels = split !== 'train' || experiment.labelNoise === 0;
    assertCounted(counts, sizes[split], isWhole, hasRightLabels);
    before.counts[split] = counts;
    Object.assign(before, { epoch, step, trainingMs });
    return { split, epoch, step, isBest: code >= BEST_FLAG, trainingMs, loss, counts };
  });
}

function assertCounted(counts: Uint32Array, size: Uint32Array, isWhole: boolean, hasRightLabels: boolean): void {
  const fits = (counted: number, expected: number) => (isWhole ? counted === expected : counted <= expected);
  const rows = Array.from(size, (_, actual) =>
    imagesCounted(counts.subarray(actual * CLASS_COUNT, (actual + 1) * CLASS_COUNT)),
  );
  const areRight = hasRightLabels ? rows.every((counted, actual) => fits(counted, size[actual] ?? 0)) : true;
  if (!areRight || !fits(imagesCounted(counts), imagesCounted(size))) {
    throw new DamagedResults('a matrix does not count as many images as there are');
  }
}

function within(value: number, most: number): number {
  if (value < 0 || value > most) throw new DamagedResults(`a value is not between 0 and ${most}`);
  return value;
}

function nothingBefore(): Before {
  const counts = () => new Uint32Array(CELLS);
  return { epoch: 0, step: 0, trainingMs: 0, counts: { train: counts(), validation: counts(), test: counts() } };
}

import { thinSeries } from '../../core/series.ts';
import { type Experiment, stepsPerEpoch } from '../../experiment/schema.ts';
import type { RunRecord } from '../run-record.ts';
import { type ByteReader, DamagedResults } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { fromBits, mostBits, toBits } from './float-bits.ts';
import { DURATION_LIMIT_MS, ROUNDED_BITS } from './results-format.ts';

/**
 * The columns of a run with a value for each step, of which a link holds some steps. Each column is written as the
 * differences from one kept step to the next.
 */

type Columns = RunRecord['history']['columns'];

/** A learning rate that jumps more often is a curve, and drawn well enough between the kept steps. */
const JUMPS_LIMIT = 40;
/** So few different learning rates are written to the last bit; a curve of them is rounded. */
const EXACT_RATES_LIMIT = 64;
/** Peaks of a one-cycle schedule included. */
const LEARNING_RATE_LIMIT = 1000;

/** The steps a link keeps: the ends, the lowest and highest losses of each stretch, and both sides of each jump. */
export function keptSteps({ losses, learningRates }: Columns, limit: number): number[] {
  const kept = new Set(thinSeries(losses, limit).map(({ index }) => index));
  const jumps: number[] = [];
  for (let step = 1; step < learningRates.length && jumps.length <= JUMPS_LIMIT; step++) {
    if (learningRates[step] !== learningRates[step - 1]) jumps.push(step);
  }
  if (jumps.length <= JUMPS_LIMIT) for (const step of jumps) kept.add(step - 1).add(step);
  return [...kept].sort((a, b) => a - b);
}

/** @param kept steps, ascending, the first and the last of the run among them */
export function writeCurve(
  writer: ByteWriter,
  { losses, accuracies, learningRates, trainingMs }: Columns,
  kept: readonly number[],
  experiment: Experiment,
): void {
  const rates = kept.map((step) => learningRates[step] ?? 0);
  const rateBits = new Set(rates).size <= EXACT_RATES_LIMIT ? 0 : ROUNDED_BITS;
  const end = losses.length;
  const totalMs = Math.round(trainingMs.at(-1) ?? 0);
  writer.byte(rateBits);
  writer.count(totalMs);
  writeDifferences(writer, kept);
  writeDifferences(
    writer,
    kept.map((step) => toBits(losses[step] ?? 0, ROUNDED_BITS)),
  );
  writeDifferences(
    writer,
    kept.map((step) => Math.round((accuracies[step] ?? 0) * imagesOfStep(step, experiment))),
  );
  writeDifferences(
    writer,
    rates.map((rate) => toBits(rate, rateBits)),
  );
  writeDifferences(
    writer,
    kept.map((step) => Math.round(trainingMs[step] ?? 0) - evenMs(step, end, totalMs)),
  );
}

/**
 * The columns of `end` steps; what lies between two kept steps is on the straight line between them.
 * @param count of kept steps
 */
export function readCurve(reader: ByteReader, end: number, count: number, experiment: Experiment): Columns {
  const rateBits = reader.byte();
  if (rateBits > ROUNDED_BITS) throw new DamagedResults('learning rates are rounded too much');
  const totalMs = reader.count(DURATION_LIMIT_MS);
  const kept = readKept(reader, end, count);
  const losses = readDifferences(reader, count, mostBits(ROUNDED_BITS)).map((bits) => fromBits(bits, ROUNDED_BITS));
  const accuracies = readDifferences(reader, count, experiment.batchSize).map((correct, position) => {
    const images = imagesOfStep(kept[position] ?? 0, experiment);
    if (correct > images) throw new DamagedResults('more correct predictions than images');
    return correct / images;
  });
  const learningRates = readDifferences(reader, count, mostBits(rateBits)).map((bits) => fromBits(bits, rateBits));
  if (!learningRates.every((rate) => rate <= LEARNING_RATE_LIMIT)) throw new DamagedResults('a rate is out of bounds');
  const trainingMs = readDifferences(reader, count, DURATION_LIMIT_MS, -DURATION_LIMIT_MS).map(
    (difference, position) => difference + evenMs(kept[position] ?? 0, end, totalMs),
  );
  if (trainingMs.some((ms, position) => ms < (trainingMs[position - 1] ?? 0))) {
    throw new DamagedResults('time runs backwards');
  }
  const column = (values: readonly number[]) => between(kept, values, end);
  return {
    losses: column(losses),
    accuracies: column(accuracies),
    learningRates: column(learningRates),
    trainingMs: column(trainingMs),
  };
}

function readKept(reader: ByteReader, end: number, count: number): number[] {
  const kept = readDifferences(reader, count, Math.max(0, end - 1));
  const isAscending = kept.every((step, position) => position === 0 || step > (kept[position - 1] ?? 0));
  const hasEnds = end === 0 ? count === 0 : kept[0] === 0 && kept.at(-1) === end - 1;
  if (!isAscending || !hasEnds) throw new DamagedResults('the steps of the curve are out of order');
  return kept;
}

function writeDifferences(writer: ByteWriter, values: readonly number[]): void {
  let before = 0;
  for (const value of values) {
    writer.signed(value - before);
    before = value;
  }
}

function readDifferences(reader: ByteReader, count: number, most: number, least = 0): number[] {
  const values: number[] = [];
  let value = 0;
  for (let position = 0; position < count; position++) {
    value += reader.signed(most - least);
    if (value < least || value > most) throw new DamagedResults(`a value is not between ${least} and ${most}`);
    values.push(value);
  }
  return values;
}

/** The last batch of an epoch may be smaller. */
function imagesOfStep(step: number, experiment: Experiment): number {
  const { trainImages, batchSize } = experiment;
  const inEpoch = step % stepsPerEpoch(experiment);
  return Math.min(batchSize, trainImages - inEpoch * batchSize);
}

/** When a step would have ended if all had taken equally long. */
function evenMs(step: number, end: number, totalMs: number): number {
  return Math.round((totalMs * (step + 1)) / end);
}

function between(kept: readonly number[], values: readonly number[], end: number): Float32Array<ArrayBuffer> {
  const column = new Float32Array(end);
  for (const [position, to] of kept.entries()) {
    const value = values[position] ?? 0;
    const from = kept[position - 1] ?? to;
    const before = values[position - 1] ?? value;
    for (let step = from + 1; step < to; step++) {
      // Not by way of the difference: from infinity to infinity that is no number.
      const share = (step - from) / (to - from);
      column[step] = before === value ? value : before * (1 - share) + value * share;
    }
    column[to] = value;
  }
  return column;
}

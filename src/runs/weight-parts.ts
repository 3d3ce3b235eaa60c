import { z } from 'zod';
import type { Checkpoint } from '../protocol/checkpoint.ts';

/**
 * Weights are stored in parts. Chromium refuses a single value above 133 MB where it keeps the database in memory
 * (private windows), and 320 MB took 2.6 s as one value against 0.7 s in parts of a megabyte.
 */
const PART_FLOATS = 2 ** 18;
export const PART_BYTES = 4 * PART_FLOATS;

export type WeightColumn = 'weights' | 'slots' | 'best';

export interface WeightPart {
  readonly column: WeightColumn;
  readonly index: number;
  readonly values: Float32Array;
}

/** A checkpoint as everything but its weights, and those in parts; each part has its own memory. */
export function splitCheckpoint({ weights, slots, best, ...rest }: Checkpoint): { rest: unknown; parts: WeightPart[] } {
  const { weights: bestWeights, ...bestRest } = best ?? {};
  return {
    rest: best === undefined ? rest : { ...rest, best: bestRest },
    parts: [
      ...partsOf('weights', weights),
      ...partsOf('slots', slots),
      ...(bestWeights === undefined ? [] : partsOf('best', bestWeights)),
    ],
  };
}

const restSchema = z.looseObject({ best: z.looseObject({}).optional() });

/**
 * The whole of what was split, for its schema to check; undefined when it never was a checkpoint.
 * @param parts in the order of their index
 */
export function joinCheckpoint(rest: unknown, parts: readonly Omit<WeightPart, 'index'>[]): unknown {
  const parsed = restSchema.safeParse(rest);
  if (!parsed.success) return undefined;
  const { best, ...others } = parsed.data;
  const joined = (column: WeightColumn) => joinColumn(parts.filter((part) => part.column === column));
  const whole = { ...others, weights: joined('weights'), slots: joined('slots') };
  return best === undefined ? whole : { ...whole, best: { ...best, weights: joined('best') } };
}

function partsOf(column: WeightColumn, values: Float32Array): WeightPart[] {
  return Array.from({ length: Math.ceil(values.length / PART_FLOATS) }, (_, index) => ({
    column,
    index,
    values: values.slice(index * PART_FLOATS, (index + 1) * PART_FLOATS),
  }));
}

function joinColumn(parts: readonly Pick<WeightPart, 'values'>[]): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(parts.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { values } of parts) {
    joined.set(values, offset);
    offset += values.length;
  }
  return joined;
}

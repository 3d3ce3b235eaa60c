/**
 * The results of a run as a link carries them: a byte with the version, then the body, compressed. Once published, a
 * version never changes: what would be written otherwise is another version, with a reader of its own beside this one.
 *
 * Body of version 1, in this order; whole numbers are LEB128, with sign in zigzag form:
 * checksum, end of the run, device, extent, curve, evaluations, marks.
 */

export const RESULTS_VERSION = 1;

/** The most that is inflated of a link; some ten times what a link can hold of a real run. */
export const BODY_LIMIT_BYTES = 64 * 1024;
/** Four columns of so many steps are put back in a few milliseconds. A run of 200 epochs of 94 steps has 18,800. */
export const SHARED_STEPS_LIMIT = 400_000;
/** 30 days: longer than a run takes, and exact in a float. */
export const DURATION_LIMIT_MS = 30 * 24 * 3_600_000;
export const ADAPTER_LIMIT_BYTES = 120;
/**
 * Bits dropped from the 23 of a float32's mantissa: 12 are left, which is a relative error of at most 1/8192. Enough for a
 * curve; evaluations are not rounded so.
 */
export const ROUNDED_BITS = 11;

export const STATUS_CODES = ['running', 'paused', 'finished', 'stopped', 'diverged', 'failed'] as const;
export const ENDING_CODES = ['none', 'epochs', 'early-stopping'] as const;
export const BACKEND_CODES = ['webgpu', 'wasm'] as const;
export const SPLIT_CODES = ['train', 'validation', 'test'] as const;
export const LIVE_NAME_CODES = ['learningRate', 'weightDecay', 'dropoutScale'] as const;

/** How much of a run its link holds. */
export interface SharedExtent {
  readonly steps: number;
  readonly keptSteps: number;
  /** Epochs with an evaluation of train or validation images. */
  readonly epochs: number;
  readonly keptEpochs: number;
  readonly marks: number;
  readonly keptMarks: number;
}

/**
 * Ties results to the settings they came from: a link whose settings were edited no longer proves anything. FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv/); against accidents, not against forgery.
 * @returns an unsigned 32-bit number
 */
export function checksum(settings: string, body: Uint8Array): number {
  let hash = 0x811c9dc5;
  const take = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  };
  for (const byte of new TextEncoder().encode(settings)) take(byte);
  for (const byte of body) take(byte);
  return hash;
}

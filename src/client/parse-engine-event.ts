import type { EngineEvent } from '../protocol/messages.ts';

/** All types of event there are; the compiler refuses this table when one is missing. */
const KNOWN_TYPES: Readonly<Record<EngineEvent['type'], true>> = {
  booting: true,
  backendRejected: true,
  ready: true,
  manifest: true,
  shard: true,
  labels: true,
  dataFailed: true,
  phase: true,
  chunk: true,
  evaluation: true,
  setting: true,
  restored: true,
  checkpoint: true,
  pixels: true,
  inspection: true,
  layers: true,
  embedding: true,
  fatal: true,
};

/**
 * A message of the worker, or undefined for one of an unknown type. The worker is this project's own and built with the
 * page, so its fields are trusted: checking each number of a chunk would cost more than drawing it.
 */
export function parseEngineEvent(data: unknown): EngineEvent | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined;
  const { type } = data;
  if (typeof type !== 'string' || !Object.hasOwn(KNOWN_TYPES, type)) return undefined;
  return data as EngineEvent;
}

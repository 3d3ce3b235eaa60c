import type { RunRecord } from '../runs/run-record.ts';
import { makeRunRecord, type RunOnScreen } from './run-snapshot.ts';

/**
 * All there is on screen of a run, as a record of its own: ended, for its weights are not with it.
 * @param key under which it is saved; undefined when it isn't
 * @param now milliseconds since 1970
 */
export function recordOnScreen(room: RunOnScreen, key: string | undefined, now: number): RunRecord | undefined {
  const { run } = room;
  const identity = { key: key ?? randomKey(), number: run.number, createdAt: now, savedAt: now };
  const status = run.phase === 'finished' || run.phase === 'diverged' || run.phase === 'failed' ? run.phase : 'stopped';
  const record = makeRunRecord(identity, room, undefined, status);
  if (record === undefined || run.origin.kind === 'trained') return record;
  const { device: _, ...header } = record.header;
  return { ...record, header: { ...header, ...(run.recordedOn && { device: run.recordedOn }) } };
}

/** A UUID of version 4 (RFC 9562). `randomUUID` is missing on pages that came over plain http. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

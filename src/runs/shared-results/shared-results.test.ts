import { describe, expect, it } from 'vitest';
import { settingsOf, writeLink } from '../../experiment/link.ts';
import type { RunRecord } from '../run-record.ts';
import { decodeResults } from './decode-results.ts';
import { encodeResults } from './encode-results.ts';
import { fakeSharedRun } from './fake-shared-run.ts';

const BUDGET = 8000;

async function roundTrip(record: RunRecord, budget = BUDGET) {
  const { experiment } = record.header;
  const settings = settingsOf(writeLink(experiment));
  const encoded = await encodeResults(record, settings, budget);
  if (!encoded.ok) throw new Error(encoded.reason);
  const decoded = await decodeResults(encoded.text, settings, experiment);
  if (!decoded.ok) throw new Error(decoded.reason);
  expect(encoded.text.length).toBeLessThanOrEqual(budget);
  return { ...encoded, decoded, settings };
}

describe('the results of a run in a link', () => {
  it('measure', async () => {
    for (const change of [
      { epochs: 3 },
      {},
      { epochs: 30 },
      { epochs: 100 },
      { epochs: 200 },
      { epochs: 20, trainImages: 48000, batchSize: 32 },
    ]) {
      const { text, extent } = await roundTrip(fakeSharedRun(change));
      console.log(text.length, JSON.stringify(extent));
    }
  });
});

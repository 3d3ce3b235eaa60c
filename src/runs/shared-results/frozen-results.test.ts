import { expect, it } from 'vitest';
import { parseLink } from '../../experiment/link.ts';
import { DEFAULT_EXPERIMENT } from '../../experiment/schema.ts';
import { decodeResults } from './decode-results.ts';
import frozen from './frozen-v1.json' with { type: 'json' };

/**
 * Links as version 1 wrote them, with the runs they were made of. They are never made anew: whoever has such a link must
 * still be shown this run by every later version.
 */

const numbers = (text: string): number[] => text.split(' ').map(Number);

it.each(frozen)('a link of version 1 with $name results is read as it was when it was published', async (expected) => {
  const link = parseLink(expected.link);
  if ('refused' in link || link.results === undefined || link.experiment === undefined) throw new Error('not read');
  expect(link.notices).toEqual([]);
  expect(link.experiment).toEqual({ ...DEFAULT_EXPERIMENT, ...expected.settings });
  const decoded = await decodeResults(link.results.text, link.results.settings, link.experiment);
  if (!decoded.ok) throw new Error(decoded.reason);
  const { record, extent } = decoded;
  expect(extent).toEqual(expected.extent);
  expect(record.header).toMatchObject(expected.header);
  expect(record.history.marks).toEqual(expected.marks);

  const steps = numbers(expected.columns.losses);
  const { losses, accuracies, learningRates, trainingMs } = record.history.columns;
  const isKept = (step: number) => Math.abs((losses[step] ?? 0) / (steps[step] ?? 0) - 1) < 1 / 8000;
  const kept = steps.map((_, step) => step).filter(isKept);
  expect(kept.length).toBeGreaterThanOrEqual(extent.keptSteps);
  expect([kept[0], kept.at(-1)]).toEqual([0, steps.length - 1]);
  if (extent.keptSteps === extent.steps) {
    expect([...accuracies].map((value) => value.toFixed(6))).toEqual(
      numbers(expected.columns.accuracies).map((value) => value.toFixed(6)),
    );
  }
  expect([...learningRates].map((value) => value.toFixed(9))).toEqual(
    numbers(expected.columns.learningRates).map((value) => value.toFixed(9)),
  );
  expect(trainingMs.at(-1)).toBe(Math.round(numbers(expected.columns.trainingMs).at(-1) ?? 0));

  const byPlace = new Map(
    expected.evaluations.map((evaluation) => [`${evaluation.split} ${evaluation.epoch}`, evaluation]),
  );
  for (const { split, epoch, step, isBest, loss, counts } of record.history.evaluations) {
    const original = byPlace.get(`${split} ${epoch}`);
    expect({ step, isBest, loss: loss.toFixed(6), counts: [...counts] }).toEqual({
      step: original?.step,
      isBest: original?.isBest,
      loss: original?.loss.toFixed(6),
      counts: numbers(original?.counts ?? ''),
    });
  }
  const epochs = new Set(record.history.evaluations.map(({ epoch }) => epoch));
  expect(epochs.size).toBe(extent.keptEpochs);
});

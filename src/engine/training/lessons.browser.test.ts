import { beforeAll, describe, expect, it } from 'vitest';
import { accuracyOf } from '../../core/confusion.ts';
import { countMemorised } from '../../core/memorised.ts';
import { type Experiment, isSameSetting, SETTING_NAMES } from '../../experiment/schema.ts';
import { judgeCheck } from '../../lessons/judge-check.ts';
import type { LessonEpoch, LessonRun, Measurement } from '../../lessons/lesson-run.ts';
import { LESSONS } from '../../lessons/lessons.ts';
import type { Evaluation } from '../../protocol/messages.ts';
import { startWasm } from '../backend/wasm.ts';
import { Dataset } from '../data/dataset.ts';
import { Run } from './run.ts';

/** Every lesson on the real engine, at the reduced size its data names: what it says must be what is measured. */

let dataset: Dataset;
let datasetLabels: Uint8Array;

beforeAll(async () => {
  // One thread: a page may not wait for others, as the worker does.
  await startWasm(1);
  dataset = new Dataset(new URL('/data/', location.href), () => undefined);
  dataset.load();
  await dataset.waitFor('train', Uint32Array.of(59_999));
  await dataset.waitFor('test', Uint32Array.of(9999));
  datasetLabels = await dataset.labels('train');
});

/** Lessons share runs; the same experiment gives the same run. */
const finished: LessonRun[] = [];

async function runOf(experiment: Experiment): Promise<LessonRun> {
  const isSame = (other: LessonRun) => SETTING_NAMES.every((name) => isSameSetting(name, experiment, other.experiment));
  const known = finished.find(isSame);
  if (known !== undefined) return known;
  const run = await trained(experiment);
  finished.push(run);
  return run;
}

async function trained(experiment: Experiment): Promise<LessonRun> {
  const train: Evaluation[] = [];
  const validation: Evaluation[] = [];
  const { run, ending } = await new Promise<{ run: Run; ending: LessonRun['ending'] }>((resolve, reject) => {
    const started = new Run({ runId: 1, experiment, withoutShards: [] }, 'end', dataset, (event) => {
      if (event.type === 'evaluation' && event.split === 'train') train.push(event);
      if (event.type === 'evaluation' && event.split === 'validation') {
        validation.push(event);
        // No lesson looks at the test set: measuring its 10,000 images would take longer than the run.
        if (event.epoch === experiment.epochs) {
          resolve({ run: started, ending: 'finished' });
          started.stop();
        }
      }
      if (event.type !== 'phase') return;
      if (event.phase === 'failed') reject(new Error(event.fault?.message));
      if (event.phase === 'diverged') resolve({ run: started, ending: 'diverged' });
      if (event.phase === 'finished') {
        resolve({ run: started, ending: event.ending === 'early-stopping' ? 'early-stopping' : 'finished' });
      }
    });
    started.start('wasm, tested');
  });
  await run.dispose();
  const epochs = train.map((measured): LessonEpoch => {
    const { epoch } = measured;
    const { wrong, learned } = countMemorised(measured, datasetLabels);
    const held = validation.find((other) => other.epoch === epoch);
    return {
      epoch,
      train: measurementOf(measured),
      validation: held && measurementOf(held),
      memorised: wrong === 0 ? undefined : learned / wrong,
    };
  });
  return { experiment, ending, epochs };
}

function measurementOf({ loss, counts }: Evaluation): Measurement {
  return { loss, counts, accuracy: accuracyOf(counts) };
}

describe.each(LESSONS)('the lesson $id, at reduced size', ({ experiments, checks, reduced }) => {
  it('shows what it says', async () => {
    const runs: LessonRun[] = [];
    for (const { experiment } of experiments) runs.push(await runOf({ ...experiment, ...reduced.change }));
    for (const check of reduced.checks ?? checks) {
      const { verdict, sentence } = judgeCheck(check, runs);
      expect(verdict, `${check.kind}: ${sentence}`).toBe('held');
    }
  });
});

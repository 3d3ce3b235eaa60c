import { describe, expect, it } from 'vitest';
import type { Judge } from '../core/judge.ts';
import type { RunRecord, StoredEvaluation } from '../runs/run-record.ts';
import { fakeRunFile } from './fake-run-file.ts';
import { epochsCsv, evaluationsCsv, historyJson, stepsCsv } from './history-tables.ts';

function record() {
  const { record: fake } = fakeRunFile();
  fake.history.columns.losses.set([0.1, Number.NaN, Number.POSITIVE_INFINITY]);
  fake.history.columns.learningRates.fill(0.001);
  return fake;
}

/** Three epochs: the second has the best validation accuracy, the third the best validation loss. */
function withEpochs(judge: Judge): RunRecord {
  const { header, history } = record();
  const counts = (right: number) => Uint32Array.from({ length: 100 }, (_, cell) => [right, 10 - right][cell] ?? 0);
  const at = (split: StoredEvaluation['split'], epoch: number, right: number, isBest = false): StoredEvaluation => ({
    split,
    epoch,
    step: 4 * epoch,
    isBest,
    trainingMs: 0,
    loss: 1 / epoch,
    counts: counts(right),
  });
  const evaluations = [
    at('train', 1, 9),
    at('validation', 1, 7),
    at('test', 1, 7, true),
    at('train', 2, 9),
    at('validation', 2, 8),
    at('train', 3, 9),
    at('validation', 3, 8),
    at('test', 2, 8, true),
  ];
  return { header: { ...header, experiment: { ...header.experiment, judge } }, history: { ...history, evaluations } };
}

describe('a history as tables', () => {
  it('has a row a step, with as many digits as a number has and a word for what is none', () => {
    const rows = stepsCsv(record(), 'point').split('\r\n');
    expect(rows[0]).toBe('step,epoch,batch_loss,batch_accuracy_fraction,learning_rate,training_ms');
    expect(rows).toHaveLength(1 + 9 + 1);
    expect(rows[1]).toMatch(/^1,1,0\.1,[\d.]+,0\.001,/);
    expect(rows[2]).toMatch(/^2,1,NaN,/);
    expect(rows[3]).toMatch(/^3,1,Infinity,/);
    // 64 images in batches of 16.
    expect(rows[5]).toMatch(/^5,2,/);
    const losses = rows.slice(1, -1).map((row) => Math.fround(Number(row.split(',')[2])));
    expect(Float32Array.from(losses)).toEqual(record().history.columns.losses);
  });

  it('has a row an evaluation', () => {
    const rows = evaluationsCsv(record(), 'point').split('\r\n');
    expect(rows).toHaveLength(1 + 4 + 1);
    // Every third of the 20 images is answered with a class that is not its own: 7 of them. No later epoch is better.
    // Its areas were not kept.
    expect(rows[1]).toBe('train,1,4,true,Infinity,0.65,20,40,,,,,,,,,,');
    expect(rows[0]).toMatch(/,training_ms,auc_t_shirt_top,auc_trouser,.*,auc_ankle_boot$/);
    expect(rows[2]).toMatch(/,1,0[.]9375,0[.]875,.*,0[.]5,$/);
  });

  it('marks the evaluations of the best epoch of the whole run, whatever was known when they were made', () => {
    const marked = (judge: Judge) => {
      const run = withEpochs(judge);
      const rows = evaluationsCsv(run, 'point').trim().split('\r\n').slice(1);
      const ofCsv = rows.map((row) => row.split(',')).filter((cells) => cells[3] === 'true');
      const json = JSON.parse(historyJson(run));
      const ofJson = json.evaluations.filter(({ isBest }: { isBest: boolean }) => isBest);
      const names = ofCsv.map(([split, epoch]) => `${split} ${epoch}`);
      expect(ofJson.map((row: { split: string; epoch: number }) => `${row.split} ${row.epoch}`)).toEqual(names);
      expect(json.best).toMatchObject({ epoch: Number(ofCsv[0]?.[1]), judgedBy: judge });
      return names;
    };
    // The test set was measured with the best weights twice: on the way those were the first epoch's.
    expect(marked('accuracy')).toEqual(['train 2', 'validation 2', 'test 2']);
    expect(marked('loss')).toEqual(['train 3', 'validation 3']);
  });

  it('marks nothing where no epoch was measured', () => {
    const { header, history } = record();
    const unmeasured = { header, history: { ...history, evaluations: [] } };
    expect(evaluationsCsv(unmeasured, 'point').split('\r\n')).toHaveLength(2);
    expect(JSON.parse(historyJson(unmeasured)).best).toBeNull();
  });

  it('has a row an epoch, train and validation side by side', () => {
    const rows = epochsCsv(record(), 'point').split('\r\n');
    expect(rows).toHaveLength(1 + 2 + 1);
    expect(rows[0]).toMatch(/^epoch,step,train_loss,validation_loss,.*,generalisation_gap_points,learning_rate,/);
    // 7 of 20 train images and 9 of 30 validation images are answered wrongly.
    expect(rows[1]).toBe('1,4,Infinity,1,0.65,0.7,-5,0.001,40,true');
    expect(rows[2]).toMatch(/^2,8,0.5,0.5,.*,false$/);
  });

  it('has decimal commas for spreadsheets that want them', () => {
    const run = record();
    expect(epochsCsv(run, 'comma').split('\r\n')[1]).toBe('1;4;Infinity;1;0,65;0,7;-5;0,001;40;true');
    expect(stepsCsv(run, 'comma').split('\r\n')[1]).toMatch(/^1;1;0,1;[\d,]+;0,001;/);
    expect(evaluationsCsv(run, 'comma').split('\r\n')[1]).toBe('train;1;4;true;Infinity;0,65;20;40;;;;;;;;;;');
  });

  it('as JSON is valid, whole, and says what is not finite', () => {
    const json = JSON.parse(historyJson(record()));
    expect(json.steps.batchLoss.slice(0, 3)).toEqual([0.1, 'NaN', 'Infinity']);
    expect(json.evaluations[0]).toMatchObject({ split: 'train', loss: 'Infinity', accuracy: 0.65 });
    expect(json.evaluations[0].counts.reduce((sum: number, count: number) => sum + count)).toBe(20);
    expect(json.experiment.network).toBe('conv2dsimple');
    expect(json.experimentVersion).toBe(2);
    expect(json.evaluations[0].aucByClass).toBeUndefined();
    expect(json.evaluations[1].aucByClass.slice(7)).toEqual([0.5625, 0.5, null]);
    expect(json.changes).toHaveLength(2);
  });
});

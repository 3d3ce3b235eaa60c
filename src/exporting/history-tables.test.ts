import { describe, expect, it } from 'vitest';
import { fakeRunFile } from './fake-run-file.ts';
import { epochsCsv, evaluationsCsv, historyJson, stepsCsv } from './history-tables.ts';

function record() {
  const { record: fake } = fakeRunFile();
  fake.history.columns.losses.set([0.1, Number.NaN, Number.POSITIVE_INFINITY]);
  fake.history.columns.learningRates.fill(0.001);
  return fake;
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
    // Every third of the 20 images is answered with a class that is not its own: 7 of them.
    expect(rows[1]).toBe('train,1,4,false,Infinity,0.65,20,40');
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
    expect(epochsCsv(record(), 'comma').split('\r\n')[1]).toBe('1;4;Infinity;1;0,65;0,7;-5;0,001;40;true');
    expect(stepsCsv(record(), 'comma').split('\r\n')[1]).toMatch(/^1;1;0,1;[\d,]+;0,001;/);
    expect(evaluationsCsv(record(), 'comma').split('\r\n')[1]).toBe('train;1;4;false;Infinity;0,65;20;40');
  });

  it('as JSON is valid, whole, and says what is not finite', () => {
    const json = JSON.parse(historyJson(record()));
    expect(json.steps.batchLoss.slice(0, 3)).toEqual([0.1, 'NaN', 'Infinity']);
    expect(json.evaluations[0]).toMatchObject({ split: 'train', loss: 'Infinity', accuracy: 0.65 });
    expect(json.evaluations[0].counts.reduce((sum: number, count: number) => sum + count)).toBe(20);
    expect(json.experiment.network).toBe('conv2dsimple');
    expect(json.changes).toHaveLength(2);
  });
});

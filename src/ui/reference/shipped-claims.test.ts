import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NETWORKS, type NetworkId } from '../../core/networks.ts';
import type { Parsed } from '../../experiment/stored-form.ts';
import { CAPACITY } from '../../lessons/capacity.ts';
import { parseReferenceIndex, parseReferenceRun } from '../../reference/reference-run.ts';
import { reproduction } from '../../reference/reproduction.ts';

/** What the app says in words of its own runs, held against the runs it ships. */

const FOLDER = new URL('../../../public/reference/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
const { runs: ids } = whole(parseReferenceIndex(json('index')));
const TABLE = reproduction(ids.map((id) => whole(parseReferenceRun(json(id)))));

function whole<Value>(parsed: Parsed<Value>): Value {
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

function rowOf(network: NetworkId) {
  const row = TABLE.rows.find(({ goal }) => goal.network === network);
  if (row?.reached === undefined) throw new Error(`there is no run of ${network}`);
  return { ...row, reached: row.reached };
}

describe('the shipped runs', () => {
  it('bear out what is said of Conv2Dnet: it does learn its training images', () => {
    const { lastTrain, lastGap } = rowOf('conv2dnet').reached;
    expect(NETWORKS.conv2dnet.lesson).toContain(`${(100 * lastTrain).toFixed(1)}% of its training images correctly`);
    expect(NETWORKS.conv2dnet.lesson).toContain(
      `${(100 * (lastTrain - lastGap)).toFixed(1)}% of the validation images`,
    );
    expect(TABLE.capacity).toMatchObject({ train: lastTrain, holds: false });
    for (const { lesson } of Object.values(NETWORKS)) expect(lesson).not.toMatch(/little capacity|plateaus early/);
  });

  it('bear out what is said of InceptionCNN, in the lesson too', () => {
    const { lastTrain, lastGap } = rowOf('inceptioncnn').reached;
    expect(lastTrain).toBeGreaterThan(0.99);
    const gapOf = (network: NetworkId) => (100 * rowOf(network).reached.lastGap).toFixed(1);
    expect(CAPACITY.caveat).toContain(`a gap of ${gapOf('inceptioncnn')} points, Conv2Dsimple2 with one of`);
    expect(CAPACITY.caveat).toContain(`Conv2Dsimple2 with one of ${gapOf('conv2dsimple2')})`);
    expect(lastGap).toBeGreaterThan(rowOf('conv2dsimple2').reached.lastGap);
  });

  it('bear out what Conv2Dsimple3 and Conv2Ddeep are said to cost and to gain', () => {
    const [two, three, deep] = [rowOf('conv2dsimple2'), rowOf('conv2dsimple3'), rowOf('conv2ddeep')];
    expect(Math.round(three.parameters / two.parameters)).toBe(9);
    const points = (100 * (three.reached.test - two.reached.test)).toFixed(1);
    expect(NETWORKS.conv2dsimple3.lesson).toBe(
      `Nine times the parameters of Conv2Dsimple2 for ${points} points of test accuracy.`,
    );
    expect(deep.parameters).toBeLessThan(two.parameters);
    // Ours has fewer parameters and more accuracy: the best trade is the study's alone.
    expect(deep.reached.test).toBeGreaterThan(two.reached.test);
    expect(NETWORKS.conv2dsimple2.lesson).toContain('the best trade-off among the original study’s networks');
  });

  it('have train accuracy as the study does, the running mean, beside the one that is measured', () => {
    const figures = TABLE.rows.map(({ goal, reached }) => {
      const percent = (share: number | undefined) => (100 * (share ?? Number.NaN)).toFixed(2);
      return [goal.network, percent(reached?.lastTrain), percent(reached?.lastRunningTrain)];
    });
    // Of the batches, summed up by a script of its own: 375 steps of 128 images.
    expect(figures).toContainEqual(['conv2dsimple2', '98.47', '96.65']);
    expect(figures).toContainEqual(['conv2dsimple3', '99.50', '98.00']);
    expect(figures).toContainEqual(['inceptioncnn', '99.66', '98.85']);
  });

  it('are as far from the study as the README says', () => {
    // statsmodels 0.15.0: proportions_ztest([9300, 9360], [10000, 10000]) and ([11043, 11124], [12000, 12000]).
    expect(rowOf('conv2dsimple2').againstStudy?.test).toBeCloseTo(0.08971425318414455, 10);
    expect(rowOf('inceptioncnn').againstStudy?.validation).toBeCloseTo(0.04899984178182209, 10);
    expect(rowOf('inceptioncnn').againstStudy?.test).toBeUndefined();
    const all = TABLE.rows.flatMap(({ againstStudy = {} }) => Object.values(againstStudy));
    expect(all.toSorted((a, b) => a - b).map((p) => p.toFixed(2))).toEqual([
      '0.05',
      '0.09',
      '0.43',
      '0.67',
      '0.76',
      '0.76',
    ]);
  });
});

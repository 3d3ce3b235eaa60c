import { describe, expect, it } from 'vitest';
import { CLASS_COUNT, CLASS_NAMES } from '../core/classes.ts';
import { predictionsCsv } from './predictions-table.ts';

/** Three validation images: a sneaker, a shirt taken for a coat, and a bag. */
const ANSWERS = {
  indices: Uint32Array.of(3, 45_592, 59_999),
  actual: Uint8Array.of(7, 6, 8),
  predicted: Uint8Array.of(7, 4, 8),
  probabilities: Uint16Array.from({ length: 3 * CLASS_COUNT }, (_, place) => {
    if (place === 7) return 0xffff;
    if (place === CLASS_COUNT + 4) return 39_321;
    if (place === CLASS_COUNT + 6) return 26_214;
    return place === 2 * CLASS_COUNT + 8 ? 1 : 0;
  }),
};

const linesOf = (form: 'point' | 'comma', cleanLabels?: Uint8Array) =>
  predictionsCsv({ split: 'validation', epoch: 3, answers: ANSWERS, cleanLabels }, form).split('\r\n');

describe('predictionsCsv', () => {
  it('has each image with its place in the dataset, its class, the answer and ten probabilities', () => {
    const [head, ...rows] = linesOf('point');
    expect(head).toBe(
      `split,dataset_index,actual,predicted,${CLASS_NAMES.map((name) => `probability ${name}`).join(',')}`,
    );
    expect(rows).toEqual([
      'validation,3,Sneaker,Sneaker,0,0,0,0,0,0,0,1,0,0',
      'validation,45592,Shirt,Coat,0,0,0,0,0.6,0,0.4,0,0,0',
      'validation,59999,Bag,Bag,0,0,0,0,0,0,0,0,0.000015,0',
      '',
    ]);
  });

  it('tells every step of a stored probability from the next', () => {
    const probabilities = Uint16Array.from({ length: CLASS_COUNT }, (_, place) => 65_525 + place);
    const answers = { ...ANSWERS, indices: Uint32Array.of(0), probabilities };
    const [, row = ''] = predictionsCsv({ split: 'test', epoch: 1, answers }, 'point').split('\r\n');
    const units = row
      .split(',')
      .slice(4)
      .map((text) => Math.round(Number(text) * 0xffff));
    expect(units).toEqual([...probabilities]);
  });

  it('has decimal commas where they are wanted', () => {
    expect(linesOf('comma')[2]).toBe('validation;45592;Shirt;Coat;0;0;0;0;0,6;0;0,4;0;0;0');
  });

  it('has the right label beside the one that label noise gave', () => {
    const clean = new Uint8Array(60_000);
    clean[45_592] = 2;
    expect(linesOf('point', clean)[0]).toMatch(/^split,dataset_index,actual,predicted,dataset_label,probability /);
    expect(linesOf('point', clean)[2]).toMatch(/^validation,45592,Shirt,Coat,Pullover,0,/);
  });
});

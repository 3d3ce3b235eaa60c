import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { matrixCells, percentDirection } from './matrix-cells.ts';

/** 1,200 shirts (class 6): 143 taken for T-shirts (class 0), one for a dress (class 3), the rest right; 57 T-shirts. */
function shirtCounts(): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  counts[6 * CLASS_COUNT + 0] = 143;
  counts[6 * CLASS_COUNT + 3] = 1;
  counts[6 * CLASS_COUNT + 6] = 1056;
  counts[0] = 57;
  return counts;
}

describe('matrixCells', () => {
  it('has the predicted class in rows and the actual in columns, as the study does', () => {
    const cell = matrixCells(shirtCounts(), 'counts', 'predicted')[0]?.[6];
    expect(cell).toMatchObject({ actual: 6, predicted: 0, text: '143' });
  });

  it('transposed, shows the same cell at the mirrored place', () => {
    const cell = matrixCells(shirtCounts(), 'counts', 'actual')[6]?.[0];
    expect(cell).toMatchObject({ actual: 6, predicted: 0, text: '143' });
  });

  it('says each cell in a sentence with the base of its share', () => {
    const sentence = (mode: 'counts' | 'ofActual' | 'ofPredicted', predicted = 0) =>
      matrixCells(shirtCounts(), mode, 'predicted')[predicted]?.[6]?.sentence;
    expect(sentence('counts')).toBe('143 images of Shirt were predicted T-shirt/top: 11.9% of Shirt');
    expect(sentence('ofActual')).toBe('143 images of Shirt were predicted T-shirt/top: 11.9% of Shirt');
    expect(sentence('ofPredicted')).toBe(
      '143 images of Shirt were predicted T-shirt/top: 71.5% of all predicted T-shirt/top',
    );
    expect(sentence('counts', 3)).toBe('1 image of Shirt was predicted Dress: 0.1% of Shirt');
  });

  it('shows shares on a fixed scale of 0 to 1, and 0 where there is nothing to share', () => {
    const cells = matrixCells(shirtCounts(), 'ofActual', 'predicted');
    expect(cells[6]?.[6]).toMatchObject({ text: '88.0', value: 0.88 });
    expect(cells[1]?.[1]).toMatchObject({ text: '0.0', value: 0 });
  });

  it('names the direction in which percentages add up, also transposed', () => {
    expect(percentDirection('ofPredicted', 'predicted')).toBe('row');
    expect(percentDirection('ofActual', 'predicted')).toBe('column');
    expect(percentDirection('ofActual', 'actual')).toBe('row');
    expect(percentDirection('ofPredicted', 'actual')).toBe('column');
    expect(percentDirection('counts', 'actual')).toBeUndefined();
  });
});

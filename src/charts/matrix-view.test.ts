import { describe, expect, it } from 'vitest';
import { DATASET_ORDER } from '../core/class-order.ts';
import { CLASS_COUNT } from '../core/classes.ts';
import { type MatrixChoices, type MatrixMode, matrixView, percentDirection } from './matrix-view.ts';

/** 1,200 shirts (class 6): some taken for T-shirts (class 0), one for a dress (class 3), the rest right; 57 T-shirts. */
function shirtCounts(takenForTop = 143): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  counts[6 * CLASS_COUNT + 0] = takenForTop;
  counts[6 * CLASS_COUNT + 3] = 1;
  counts[6 * CLASS_COUNT + 6] = 1199 - takenForTop;
  counts[0] = 57;
  return counts;
}

function viewOf(choices: Partial<MatrixChoices> = {}) {
  return matrixView({
    counts: shirtCounts(),
    mode: 'counts',
    rows: 'predicted',
    order: DATASET_ORDER,
    hidesDiagonal: false,
    reference: undefined,
    ...choices,
  });
}

const TWO_EPOCHS_AGO = { counts: shirtCounts(123), words: 'at epoch 2' };

describe('matrixView', () => {
  it('has the predicted class in rows and the actual in columns, as the study does', () => {
    expect(viewOf().cells[0]?.[6]).toMatchObject({ actual: 6, predicted: 0, text: '143' });
  });

  it('transposed, shows the same cell at the mirrored place', () => {
    expect(viewOf({ rows: 'actual' }).cells[6]?.[0]).toMatchObject({ actual: 6, predicted: 0, text: '143' });
  });

  it('puts rows and columns in the order asked for', () => {
    const order = [6, 0, 1, 2, 3, 4, 5, 7, 8, 9];
    expect(viewOf({ order }).cells[1]?.[0]).toMatchObject({ actual: 6, predicted: 0, text: '143' });
  });

  it('says each cell in a sentence with the base of its share', () => {
    const sentence = (mode: MatrixMode, predicted = 0) => viewOf({ mode }).cells[predicted]?.[6]?.sentence;
    expect(sentence('counts')).toBe('143 images of Shirt were predicted as T-shirt/top: 11.9% of Shirt');
    expect(sentence('ofActual')).toBe('143 images of Shirt were predicted as T-shirt/top: 11.9% of Shirt');
    expect(sentence('ofPredicted')).toBe(
      '143 images of Shirt were predicted as T-shirt/top: 71.5% of all predicted as T-shirt/top',
    );
    expect(sentence('counts', 3)).toBe('1 image of Shirt was predicted as Dress: 0.1% of Shirt');
  });

  it('shows shares on a fixed scale of 0 to 1, and 0 where there is nothing to share', () => {
    const { cells, scaleEnd } = viewOf({ mode: 'ofActual' });
    expect(scaleEnd).toBe(1);
    expect(cells[6]?.[6]).toMatchObject({ text: '88.0', value: 0.88 });
    expect(cells[1]?.[1]).toMatchObject({ text: '0.0', value: 0 });
  });

  it('shows counts and shares together', () => {
    expect(viewOf({ mode: 'both' }).cells[0]?.[6]).toMatchObject({ text: '143', below: '11.9%' });
  });

  it('ends the scale at the largest class, or with the diagonal hidden at the largest error', () => {
    expect(viewOf().scaleEnd).toBe(1200);
    const hidden = viewOf({ hidesDiagonal: true });
    expect(hidden.scaleEnd).toBe(200);
    expect(hidden.cells[0]?.[6]?.value).toBeCloseTo(143 / 200, 12);
    expect(hidden.cells[6]?.[6]).toMatchObject({ text: '', value: 0 });
    expect(viewOf({ hidesDiagonal: true, mode: 'ofActual' }).scaleEnd).toBeCloseTo(0.2, 12);
  });

  it('shows what changed against another evaluation, with its sign and in words', () => {
    const { cells, isDifference, scaleEnd } = viewOf({ reference: TWO_EPOCHS_AGO });
    expect([isDifference, scaleEnd]).toEqual([true, 20]);
    expect(cells[0]?.[6]).toMatchObject({ text: '+20', value: 1, quantity: 20 });
    expect(cells[0]?.[6]?.sentence).toBe(
      '143 images of Shirt were predicted as T-shirt/top: 11.9% of Shirt; 20 more than at epoch 2 (123)',
    );
    expect(cells[6]?.[6]).toMatchObject({ text: '−20', value: -1 });
    expect(cells[0]?.[0]).toMatchObject({ text: '0', value: 0 });
    expect(cells[0]?.[0]?.sentence).toContain('; as many as at epoch 2');
    expect(viewOf({ reference: TWO_EPOCHS_AGO, mode: 'both' }).cells[0]?.[6]).toMatchObject({ below: '+1.7%' });
  });

  it('compares shares in points', () => {
    const { cells } = viewOf({ reference: TWO_EPOCHS_AGO, mode: 'ofActual' });
    expect(cells[0]?.[6]).toMatchObject({ text: '+1.7' });
    expect(cells[0]?.[6]?.sentence).toContain('; 1.7 points more than at epoch 2 (10.3%)');
    expect(cells[3]?.[6]?.text).toBe('0.0');
  });

  it('stays finite when nothing changed or nothing was counted', () => {
    const same = viewOf({ reference: { counts: shirtCounts(), words: 'at epoch 1' } });
    expect(same.cells.flat().every(({ value }) => value === 0)).toBe(true);
    const empty = viewOf({ counts: new Uint32Array(100), mode: 'ofPredicted', hidesDiagonal: true });
    expect(empty.cells.flat().every(({ value }) => value === 0)).toBe(true);
  });

  it('names the direction in which percentages add up, also transposed', () => {
    expect(percentDirection('ofPredicted', 'predicted')).toBe('row');
    expect(percentDirection('ofActual', 'predicted')).toBe('column');
    expect(percentDirection('ofActual', 'actual')).toBe('row');
    expect(percentDirection('ofPredicted', 'actual')).toBe('column');
    expect(percentDirection('counts', 'actual')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { matrixCsv, matrixHtml, matrixSvg, matrixTsv } from './matrix-export.ts';
import { type MatrixChoices, matrixView } from './matrix-view.ts';

const ORDER = [6, 0, 1, 2, 3, 4, 5, 7, 8, 9];
const WORDS = { run: '', title: 'validation, epoch 3', numbers: 'number of images', order: 'by confusion' };

/** 1,000 shirts (class 6), 250 of them taken for T-shirts (class 0). */
function viewOf(choices: Partial<MatrixChoices> = {}) {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  counts[6 * CLASS_COUNT + 0] = 250;
  counts[6 * CLASS_COUNT + 6] = 750;
  return matrixView({
    counts,
    mode: 'counts',
    rows: 'predicted',
    order: ORDER,
    hidesDiagonal: false,
    reference: undefined,
    ...choices,
  });
}

const linesOf = (choices: Partial<MatrixChoices> = {}) => matrixCsv(viewOf(choices), WORDS, 'point').split('\r\n');

describe('matrixCsv', () => {
  it('says what it is and which way round, then has the classes in the order shown', () => {
    const [about, head, shirts, tops, ...more] = linesOf();
    expect(about).toBe('"validation, epoch 3; number of images; order: by confusion"');
    expect(head).toBe(
      'rows: predicted; columns: actual,Shirt,T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Sneaker,Bag,Ankle boot',
    );
    expect(shirts).toBe('Shirt,750,0,0,0,0,0,0,0,0,0');
    expect(tops).toBe('T-shirt/top,250,0,0,0,0,0,0,0,0,0');
    expect(more).toHaveLength(9);
  });

  it('has rows and columns swapped when they are on screen', () => {
    expect(linesOf({ rows: 'actual' })[1]).toMatch(/^rows: actual; columns: predicted,/);
    expect(linesOf({ rows: 'actual' })[2]).toBe('Shirt,750,250,0,0,0,0,0,0,0,0');
  });

  it('says whose it is, where the run has a name', () => {
    const words = { ...WORDS, run: 'Größe, 実験' };
    expect(matrixCsv(viewOf(), words, 'point')).toMatch(/^"Größe, 実験; validation, epoch 3; number of images;/);
    expect(matrixSvg(viewOf(), words)).toContain('>Größe, 実験; number of images; order: by confusion</text>');
  });

  it('has fractions where the page has percentages, and nothing on a hidden diagonal', () => {
    expect(linesOf({ mode: 'ofActual', hidesDiagonal: true }).slice(2, 4)).toEqual([
      'Shirt,,0,0,0,0,0,0,0,0,0',
      'T-shirt/top,0.25,,0,0,0,0,0,0,0,0',
    ]);
  });

  it('has decimal commas where they are wanted', () => {
    const [about, head, , tops] = matrixCsv(viewOf({ mode: 'ofActual' }), WORDS, 'comma').split('\r\n');
    expect(about).toBe('\uFEFF"validation, epoch 3; number of images; order: by confusion"');
    expect(head).toMatch(/^"rows: predicted; columns: actual";Shirt;T-shirt\/top;/);
    expect(tops).toBe('T-shirt/top;0,25;0;0;0;0;0;0;0;0;0');
  });
});

describe('a matrix for the clipboard', () => {
  it('is a table of plain names and numbers', () => {
    const lines = matrixTsv(viewOf()).split('\n');
    expect(lines[0]).toBe(
      'Predicted by actual\tShirt\tT-shirt/top\tTrouser\tPullover\tDress\tCoat\tSandal\tSneaker\tBag\tAnkle boot',
    );
    expect(lines[2]).toBe('T-shirt/top\t250\t0\t0\t0\t0\t0\t0\t0\t0\t0');
    expect(lines).toHaveLength(12);
  });

  it('has the same rows as HTML', () => {
    const html = matrixHtml(viewOf({ mode: 'ofActual' }));
    expect(html.match(/<tr>/g)).toHaveLength(11);
    expect(html).toContain('<tr><td>T-shirt/top</td><td>0.25</td><td>0</td>');
  });
});

describe('matrixSvg', () => {
  it('has every cell with its number and sentence, every class twice, and says what it shows', () => {
    const svg = matrixSvg(viewOf(), WORDS);
    expect(svg.match(/<g>/g)).toHaveLength(100);
    expect(svg).toContain('<title>250 images of Shirt were predicted as T-shirt/top: 25.0% of Shirt</title>');
    expect(svg).toContain('>250</text>');
    expect(svg.match(/>Ankle boot<\/text>/g)).toHaveLength(2);
    expect(svg).toContain('Confusion matrix, validation, epoch 3');
    expect(svg).toContain('number of images; order: by confusion');
  });

  it('escapes what would be markup', () => {
    expect(matrixSvg(viewOf(), { ...WORDS, order: '<b> & co' })).toContain('&lt;b&gt; &amp; co');
  });
});

import { className } from '../core/classes.ts';
import { type CsvForm, csvText } from '../core/csv.ts';
import type { MatrixCell, MatrixView } from './matrix-view.ts';
import { shade, shadeDifference } from './shade.ts';
import { BOLD, escaped, svgPicture, textAt } from './svg-text.ts';

/** The matrix as files, made from its data and not from the page. */

export interface MatrixWords {
  /** What its run is called; empty when it has no name. */
  readonly run: string;
  /** Which evaluation it is: `validation, epoch 3`. */
  readonly title: string;
  /** What the numbers in the cells are. */
  readonly numbers: string;
  /** How the classes are ordered. */
  readonly order: string;
}

/** The axes of a view, in words: down the side, along the top. */
export function axesOf({ rows }: MatrixView): readonly [side: string, top: string] {
  return rows === 'predicted' ? ['Predicted', 'Actual'] : ['Actual', 'Predicted'];
}

const ofRun = ({ run }: MatrixWords) => (run === '' ? '' : `${run}; `);

/** Without the noise of binary fractions. */
const csvNumber = (quantity: number) => Number(quantity.toFixed(6));

/**
 * As comma-separated values: one line says what it is, then the matrix as shown, shares as fractions of 1. A hidden
 * diagonal is left empty.
 */
export function matrixCsv(view: MatrixView, words: MatrixWords, form: CsvForm): string {
  const [side, top] = axesOf(view);
  const rows = [
    [`${ofRun(words)}${words.title}; ${words.numbers}; order: ${words.order}`],
    [`rows: ${side.toLowerCase()}; columns: ${top.toLowerCase()}`, ...view.order.map(className)],
    ...view.cells.map((cells, row) => [className(view.order[row] ?? 0), ...cells.map(cellNumber)]),
  ];
  return csvText(rows, form);
}

/** For a spreadsheet to be pasted into: names and numbers, a tab between them. */
export function matrixTsv(view: MatrixView): string {
  return tableOf(view)
    .map((fields) => `${fields.join('\t')}\n`)
    .join('');
}

/** The same as a table, which spreadsheets and documents take first. */
export function matrixHtml(view: MatrixView): string {
  const rows = tableOf(view).map(
    (fields) => `<tr>${fields.map((field) => `<td>${escaped(field)}</td>`).join('')}</tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function tableOf(view: MatrixView): readonly (readonly string[])[] {
  const [side, top] = axesOf(view);
  return [
    [`${side} by ${top.toLowerCase()}`, ...view.order.map(className)],
    ...view.cells.map((cells, row) => [
      className(view.order[row] ?? 0),
      ...cells.map((cell) => String(cellNumber(cell) ?? '')),
    ]),
  ];
}

/** None on a hidden diagonal. */
function cellNumber({ text, quantity }: MatrixCell): number | undefined {
  return text === '' ? undefined : csvNumber(quantity);
}

const CELL_WIDTH = 58;
const CELL_HEIGHT = 40;
const LEFT = 116;
const TOP = 92;
const RIGHT = 16;
const BOTTOM = 16;
export const MATRIX_SVG_WIDTH = LEFT + 10 * CELL_WIDTH + RIGHT;
export const MATRIX_SVG_HEIGHT = TOP + 10 * CELL_HEIGHT + BOTTOM;

/** As a picture on white, for paper and slides. Each cell has its sentence as a title. */
export function matrixSvg(view: MatrixView, words: MatrixWords): string {
  const [side, top] = axesOf(view);
  const middle = TOP + 5 * CELL_HEIGHT;
  const heads = view.order.flatMap((label, index) => [
    textAt(LEFT + (index + 0.5) * CELL_WIDTH, TOP - 8, className(label), 'middle', 10),
    textAt(LEFT - 6, TOP + (index + 0.5) * CELL_HEIGHT + 4, className(label), 'end', 11),
  ]);
  const cells = view.cells.flatMap((line, row) =>
    line.map((cell, column) => cellMarkup(cell, LEFT + column * CELL_WIDTH, TOP + row * CELL_HEIGHT, view)),
  );
  return svgPicture(MATRIX_SVG_WIDTH, MATRIX_SVG_HEIGHT, `Confusion matrix, ${words.title}`, [
    textAt(16, 24, `Confusion matrix, ${words.title}`, 'start', 15, BOLD),
    textAt(16, 43, `${ofRun(words)}${words.numbers}; order: ${words.order}`, 'start', 11),
    textAt(LEFT + 5 * CELL_WIDTH, 66, top, 'middle', 11, BOLD),
    textAt(14, middle, side, 'middle', 11, ` font-weight="650" transform="rotate(-90 14 ${middle})"`),
    ...heads,
    ...cells,
  ]);
}

function cellMarkup(cell: MatrixCell, x: number, y: number, { isDifference }: MatrixView): string {
  const { background, text } = (isDifference ? shadeDifference : shade)(cell.value, false);
  const weight = cell.actual === cell.predicted ? ' font-weight="650"' : '';
  const centre = x + CELL_WIDTH / 2;
  const lines =
    cell.below === undefined
      ? [textAt(centre, y + 24, cell.text, 'middle', 12, `${weight} fill="${text}"`)]
      : [
          textAt(centre, y + 18, cell.text, 'middle', 12, `${weight} fill="${text}"`),
          textAt(centre, y + 32, cell.below, 'middle', 10, ` fill="${text}"`),
        ];
  return [
    `<g><title>${escaped(cell.sentence)}</title>`,
    `<rect x="${x}" y="${y}" width="${CELL_WIDTH - 1}" height="${CELL_HEIGHT - 1}" rx="2" fill="${background}" stroke="#e4e8ee"/>`,
    ...lines,
    '</g>',
  ].join('');
}

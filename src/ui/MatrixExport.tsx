import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  MATRIX_SVG_HEIGHT,
  MATRIX_SVG_WIDTH,
  type MatrixWords,
  matrixCsv,
  matrixHtml,
  matrixSvg,
  matrixTsv,
} from '../charts/matrix-export.ts';
import type { MatrixView } from '../charts/matrix-view.ts';
import { CsvFormChoice } from './CsvFormChoice.tsx';
import { download, pngOf } from './download.ts';
import { useCsvForm } from './use-csv-form.ts';

/** What a file is made of. */
export interface MatrixFile {
  readonly view: MatrixView;
  readonly words: MatrixWords;
  /** How the names of the run's files begin. */
  readonly fileStem: string;
}

/** How long the button says that the matrix is copied. */
const COPIED_MS = 2500;

/** As text and as a table, where the browser takes both. Rejects where it takes neither. */
async function copyTable(text: string, html: string): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text);
  const blob = (content: string, type: string) => new Blob([content], { type });
  const item = new ClipboardItem({ 'text/plain': blob(text, 'text/plain'), 'text/html': blob(html, 'text/html') });
  return navigator.clipboard.write([item]);
}

/** The matrix as shown, as a file or to paste. */
export function MatrixExport({ getFile }: { readonly getFile: () => MatrixFile }) {
  const [problem, setProblem] = useState<string>();
  const [csvForm] = useCsvForm();
  const [isCopied, setCopied] = useState(false);
  const savePng = async () => {
    const { view, words, fileStem } = getFile();
    try {
      download(
        await pngOf(matrixSvg(view, words), MATRIX_SVG_WIDTH, MATRIX_SVG_HEIGHT),
        fileName(fileStem, words, 'png'),
      );
      setProblem(undefined);
    } catch {
      setProblem('This browser can’t make a PNG of it. The SVG is the same picture.');
    }
  };
  const saveSvg = () => {
    const { view, words, fileStem } = getFile();
    download(
      new Blob([matrixSvg(view, words)], { type: 'image/svg+xml;charset=utf-8' }),
      fileName(fileStem, words, 'svg'),
    );
  };
  const saveCsv = () => {
    const { view, words, fileStem } = getFile();
    download(
      new Blob([matrixCsv(view, words, csvForm)], { type: 'text/csv;charset=utf-8' }),
      fileName(fileStem, words, 'csv'),
    );
  };
  const copy = async () => {
    const { view } = getFile();
    try {
      await copyTable(matrixTsv(view), matrixHtml(view));
      setProblem(undefined);
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    } catch {
      setProblem('The browser refused to copy it. The CSV has the same numbers.');
    }
  };

  return (
    <div>
      <div className="matrix-export">
        <span>Save as</span>
        <Button size="compact-xs" variant="default" onClick={() => void savePng()}>
          PNG
        </Button>
        <Button size="compact-xs" variant="default" onClick={saveSvg}>
          SVG
        </Button>
        <Button size="compact-xs" variant="default" onClick={saveCsv}>
          CSV
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          title="Copy the numbers, to paste into a spreadsheet"
          onClick={() => void copy()}
        >
          {isCopied ? 'Copied' : 'Copy'}
        </Button>
        <span role="status" className="visually-hidden">
          {isCopied && 'The matrix is copied.'}
        </span>
      </div>
      <CsvFormChoice />
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

/** `fitting-room-conv2dsimple2-run-3-confusion-matrix-validation-epoch-3.csv` */
function fileName(fileStem: string, { title }: MatrixWords, ending: string): string {
  return `${fileStem}-confusion-matrix-${title.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.${ending}`;
}

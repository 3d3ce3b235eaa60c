import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  MATRIX_SVG_HEIGHT,
  MATRIX_SVG_WIDTH,
  type MatrixWords,
  matrixCsv,
  matrixSvg,
} from '../charts/matrix-export.ts';
import type { MatrixView } from '../charts/matrix-view.ts';
import { CsvFormChoice } from './CsvFormChoice.tsx';
import { download, pngOf } from './download.ts';
import { useCsvForm } from './use-csv-form.ts';

/** What a file is made of. */
export interface MatrixFile {
  readonly view: MatrixView;
  readonly words: MatrixWords;
}

/** The matrix as shown, as a file. */
export function MatrixExport({ getFile }: { readonly getFile: () => MatrixFile }) {
  const [problem, setProblem] = useState<string>();
  const [csvForm] = useCsvForm();
  const savePng = async () => {
    const { view, words } = getFile();
    try {
      download(await pngOf(matrixSvg(view, words), MATRIX_SVG_WIDTH, MATRIX_SVG_HEIGHT), fileName(words, 'png'));
      setProblem(undefined);
    } catch {
      setProblem('This browser can’t make a PNG of it. The SVG is the same picture.');
    }
  };
  const saveSvg = () => {
    const { view, words } = getFile();
    download(new Blob([matrixSvg(view, words)], { type: 'image/svg+xml;charset=utf-8' }), fileName(words, 'svg'));
  };
  const saveCsv = () => {
    const { view, words } = getFile();
    download(new Blob([matrixCsv(view, words, csvForm)], { type: 'text/csv;charset=utf-8' }), fileName(words, 'csv'));
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
      </div>
      <CsvFormChoice />
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

/** `confusion-matrix-validation-epoch-3.csv` */
function fileName({ title }: MatrixWords, ending: string): string {
  return `confusion-matrix-${title.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}.${ending}`;
}

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
import { download, pngOf } from './download.ts';

/** What a file is made of. */
export interface MatrixFile {
  readonly view: MatrixView;
  readonly words: MatrixWords;
}

/** The matrix as shown, as a file. */
export function MatrixExport({ file: { view, words } }: { readonly file: MatrixFile }) {
  const [problem, setProblem] = useState<string>();
  const fileName = `confusion-matrix-${words.title.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`;

  const savePng = async () => {
    try {
      download(await pngOf(matrixSvg(view, words), MATRIX_SVG_WIDTH, MATRIX_SVG_HEIGHT), `${fileName}.png`);
      setProblem(undefined);
    } catch {
      setProblem('This browser can’t make a PNG of it. The SVG holds the same picture.');
    }
  };
  const saveText = (text: string, type: string, ending: string) =>
    download(new Blob([text], { type: `${type};charset=utf-8` }), `${fileName}.${ending}`);

  return (
    <div>
      <div className="matrix-export">
        <span>Save as</span>
        <Button size="compact-xs" variant="default" onClick={() => void savePng()}>
          PNG
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => saveText(matrixSvg(view, words), 'image/svg+xml', 'svg')}
        >
          SVG
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => saveText(matrixCsv(view, words), 'text/csv', 'csv')}>
          CSV
        </Button>
      </div>
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

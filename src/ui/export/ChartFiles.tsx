import { Button } from '@mantine/core';
import { useState } from 'react';
import { download, pngOf } from '../download.ts';
import { Offer } from './Offer.tsx';
import { type ChartPicture, useChartPictures } from './use-chart-pictures.ts';

/** The charts of the run on screen as they are drawn now. The matrix has its own buttons beside it. */
export function ChartFiles() {
  const pictures = useChartPictures();
  const [problem, setProblem] = useState<string>();
  const savePng = async ({ fileName, width, height, svg }: ChartPicture) => {
    try {
      download(await pngOf(svg(), width, height), `${fileName}.png`);
      setProblem(undefined);
    } catch {
      setProblem('This browser can’t make a PNG of it. The SVG is the same picture.');
    }
  };
  const saveSvg = ({ fileName, svg }: ChartPicture) =>
    download(new Blob([svg()], { type: 'image/svg+xml;charset=utf-8' }), `${fileName}.svg`);
  return (
    <Offer
      title="Charts"
      about="As they look on screen, on a white background, for slides and paper. To save the matrix, use View beside it."
    >
      {pictures.map((picture) => (
        <span key={picture.name} className="export-chart">
          {picture.name}
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Save the ${picture.name.toLowerCase()} chart as PNG`}
            onClick={() => void savePng(picture)}
          >
            PNG
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Save the ${picture.name.toLowerCase()} chart as SVG`}
            onClick={() => saveSvg(picture)}
          >
            SVG
          </Button>
        </span>
      ))}
      {problem && <p role="alert">{problem}</p>}
    </Offer>
  );
}

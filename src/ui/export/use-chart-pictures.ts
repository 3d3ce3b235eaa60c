import { RELIABILITY_SVG_HEIGHT, RELIABILITY_SVG_WIDTH, reliabilitySvg } from '../../charts/reliability-export.ts';
import { calibrationOf } from '../../core/calibration.ts';
import { NETWORKS } from '../../core/networks.ts';
import { lossText, percentText } from '../format.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { useAccuracyChart } from '../use-accuracy-chart.tsx';
import { useBestEpoch } from '../use-best-epoch.ts';
import { useLossChart } from '../use-loss-chart.tsx';
import { useRunTitle } from '../use-run-title.ts';
import { evaluationWords, useShownEvaluation } from '../use-shown-evaluation.ts';
import { CURVE_SVG_HEIGHT, CURVE_SVG_WIDTH, curveSvg } from './draw-chart.tsx';

export interface ChartPicture {
  readonly name: string;
  /** Without its ending. */
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly svg: () => string;
}

const CURVE_SIZE = { width: CURVE_SVG_WIDTH, height: CURVE_SVG_HEIGHT } as const;

/** The charts that can be drawn now, as pictures for files. */
export function useChartPictures(): readonly ChartPicture[] {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const title = useRunTitle();
  const losses = useLossChart();
  const accuracies = useAccuracyChart();
  const { best } = useBestEpoch(losses.axis.unit);
  const shown = useShownEvaluation();
  if (run === undefined || title === undefined) return [];
  const { network, seed } = run.experiment;
  const ofRun = title.words === '' ? '' : `${title.words}: `;
  const subtitle = `${ofRun}${NETWORKS[network].name}, seed ${seed}, ${run.experiment.trainImages.toLocaleString('en')} training images`;
  const withBest = (words: string | undefined) =>
    best === undefined || words === undefined ? subtitle : `${subtitle}; best epoch ${best.epoch}: ${words}`;
  const pictures: ChartPicture[] = [
    {
      name: 'Loss',
      fileName: `${title.fileStem}-loss`,
      ...CURVE_SIZE,
      svg: () => curveSvg(room, losses, { title: 'Loss', subtitle: withBest(best && lossText(best.loss)) }),
    },
    {
      name: 'Accuracy',
      fileName: `${title.fileStem}-accuracy`,
      ...CURVE_SIZE,
      svg: () =>
        curveSvg(room, accuracies, {
          title: 'Accuracy',
          subtitle: withBest(best && percentText(best.accuracy)),
          gapWords: 'generalisation gap',
        }),
    },
  ];
  const { answers } = shown ?? {};
  if (shown === undefined || answers === undefined) return pictures;
  const words = evaluationWords(shown);
  const calibration: ChartPicture = {
    name: 'Calibration',
    fileName: `${title.fileStem}-calibration-${shown.split}-epoch-${shown.epoch}`,
    width: RELIABILITY_SVG_WIDTH,
    height: RELIABILITY_SVG_HEIGHT,
    svg: () => {
      const { bins, expectedError } = calibrationOf(answers.actual, answers.predicted, answers.probabilities);
      const about = `${ofRun}${NETWORKS[network].name}, ${words}: expected calibration error ${percentText(expectedError)}`;
      return reliabilitySvg(bins, { title: 'Calibration', subtitle: about });
    },
  };
  return [...pictures, calibration];
}

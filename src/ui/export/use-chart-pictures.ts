import { CURVE_SVG_HEIGHT, CURVE_SVG_WIDTH, curveSvg } from '../../charts/curve-export.ts';
import { RELIABILITY_SVG_HEIGHT, RELIABILITY_SVG_WIDTH, reliabilitySvg } from '../../charts/reliability-export.ts';
import { calibrationOf } from '../../core/calibration.ts';
import { NETWORKS } from '../../core/networks.ts';
import { stepsPerEpoch } from '../../experiment/schema.ts';
import { lossAxisText, lossText, percentAxisText, percentText } from '../format.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { useBestEpoch } from '../use-best-epoch.ts';
import { useCurves } from '../use-curves.ts';
import { useLossAxis } from '../use-loss-axis.ts';
import { useRunTitle } from '../use-run-title.ts';
import { evaluationWords, useShownEvaluation } from '../use-shown-evaluation.ts';
import { useTestPoint } from '../use-test-point.ts';

export interface ChartPicture {
  readonly name: string;
  /** Without its ending. */
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly svg: () => string;
}

const SHARES = { scale: 'linear', ticks: [0, 0.25, 0.5, 0.75, 1] } as const;
const CURVE_SIZE = { width: CURVE_SVG_WIDTH, height: CURVE_SVG_HEIGHT } as const;

/** The charts that can be drawn now, as pictures for files. */
export function useChartPictures(): readonly ChartPicture[] {
  const room = useFittingRoom();
  const run = useRoom((state) => state.run);
  const title = useRunTitle();
  const losses = useCurves('loss');
  const accuracies = useCurves('accuracy');
  const { valueAxis, placedRows } = useLossAxis(losses.rows);
  const { best } = useBestEpoch(losses.axis.unit);
  const test = useTestPoint(accuracies.axis.unit);
  const shown = useShownEvaluation();
  if (run === undefined || title === undefined) return [];
  const { network, seed } = run.experiment;
  const ofRun = title.words === '' ? '' : `${title.words}: `;
  const subtitle = `${ofRun}${NETWORKS[network].name}, seed ${seed}, ${run.experiment.trainImages.toLocaleString('en')} training images`;
  const batchOf = (metric: 'losses' | 'accuracies') => {
    const { steps } = room.store.getState();
    const clock = { stepsPerEpoch: stepsPerEpoch(run.experiment), trainingMs: steps.trainingMs };
    return { values: steps[metric], clock };
  };
  const bestAt = (y: number, words: string) => best && { x: best.x, y, label: `best, epoch ${best.epoch}: ${words}` };
  const named = (curves: typeof losses) => ({
    axis: curves.axis,
    marks: curves.marks,
    others: curves.others.map(({ words }) => words),
  });
  const pictures: ChartPicture[] = [
    {
      name: 'Loss',
      fileName: `${title.fileStem}-loss`,
      ...CURVE_SIZE,
      svg: () =>
        curveSvg({
          ...named(losses),
          title: 'Loss',
          subtitle,
          rows: placedRows,
          valueAxis,
          formatY: lossAxisText,
          batch: batchOf('losses'),
          best: best && bestAt(best.loss, lossText(best.loss)),
          test: undefined,
        }),
    },
    {
      name: 'Accuracy',
      fileName: `${title.fileStem}-accuracy`,
      ...CURVE_SIZE,
      svg: () =>
        curveSvg({
          ...named(accuracies),
          title: 'Accuracy',
          subtitle,
          rows: accuracies.rows,
          valueAxis: SHARES,
          formatY: percentAxisText,
          batch: batchOf('accuracies'),
          best: best && bestAt(best.accuracy, percentText(best.accuracy)),
          test,
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

import { useMemo } from 'react';
import type { IntervalPoint } from '../charts/TestPoint.tsx';
import type { XUnit } from '../charts/training-axis.ts';
import { correctCount, imagesCounted } from '../core/confusion.ts';
import { wilsonInterval } from '../core/wilson.ts';
import { percentText } from './format.ts';
import { useRoom } from './room-context.ts';
import { measuredAt } from './use-curves.ts';
import { useDrawnEvaluations } from './use-drawn-evaluations.ts';

/** The latest test accuracy with its 95% interval, at the moment whose weights were measured. */
export function useTestPoint(unit: XUnit): IntervalPoint | undefined {
  const experiment = useRoom((state) => state.run?.experiment);
  const evaluations = useDrawnEvaluations();
  return useMemo(() => {
    const measured = evaluations.findLast(({ split }) => split === 'test');
    if (measured === undefined || experiment === undefined) return undefined;
    // Its own time is when it was measured; its weights are as old as the epoch they come from.
    const { step } = measured;
    const moment = evaluations.find((other) => other.split !== 'test' && other.step === step) ?? measured;
    const { low, high } = wilsonInterval(correctCount(measured.counts), imagesCounted(measured.counts));
    const { accuracy } = measured;
    return { x: measuredAt(moment, experiment, unit), y: accuracy, low, high, label: `test ${percentText(accuracy)}` };
  }, [evaluations, experiment, unit]);
}

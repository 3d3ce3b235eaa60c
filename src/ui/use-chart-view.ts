import { useLocalStorage } from '@mantine/hooks';
import { PROJECTED_TEXT_SIZE, TEXT_SIZE } from '../charts/chart-text.ts';
import { VALUE_RANGES } from '../charts/fitted-axis.ts';
import { X_UNITS } from '../charts/training-axis.ts';
import { VALUE_SCALES } from '../charts/value-axis.ts';
import { useRoom } from './room-context.ts';

/** How a person likes the curves drawn. It is theirs rather than the run's, so the browser keeps it. */

const SMOOTHINGS = ['off', 'some', 'more'] as const;

/** What each step keeps of the moving average: it forgets half within some 7 and 34 steps. */
export const SMOOTHING_WEIGHTS: Readonly<Record<(typeof SMOOTHINGS)[number], number>> = {
  off: 0,
  some: 0.9,
  more: 0.98,
};

/** Unit of the training axis, for both charts. */
export function useXUnit() {
  return useKept('x-unit', X_UNITS);
}

export function useLossScale() {
  return useKept('loss-scale', VALUE_SCALES);
}

/** What the vertical axes of both charts span. */
export function useValueRange() {
  return useKept('value-range', VALUE_RANGES);
}

export function useSmoothing() {
  return useKept('batch-smoothing', SMOOTHINGS);
}

/** The text of charts, in pixels. */
export function useChartText(): number {
  return useRoom((state) => (state.isPresenting ? PROJECTED_TEXT_SIZE : TEXT_SIZE));
}

/** A choice the browser keeps; the first one until something else is chosen, and for anything it doesn't know. */
export function useKept<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): readonly [Choice, (choice: Choice) => void] {
  const [kept, keep] = useLocalStorage<string>({
    key: `fitting-room-${name}`,
    defaultValue: choices[0],
    getInitialValueInEffect: false,
    serialize: (choice) => choice,
    deserialize: (text) => text ?? choices[0],
  });
  return [choices.find((choice) => choice === kept) ?? choices[0], keep];
}

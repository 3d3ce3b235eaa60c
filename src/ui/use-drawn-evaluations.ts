import { useDeferredValue } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { useRoom } from './room-context.ts';

/**
 * The evaluations for what is dear to draw. They come a moment later than elsewhere, in pieces of work that let the page
 * answer in between: the matrix and the charts of one epoch together would hold it up for longer.
 */
export function useDrawnEvaluations(): readonly EvaluationRecord[] {
  return useDeferredValue(useRoom((state) => state.evaluations));
}

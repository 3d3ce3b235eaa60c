import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import type { EvaluationRecord } from '../state/evaluation-record.ts';
import { evaluationsOf } from '../state/shown-evaluation.ts';
import { useFittingRoom, useRoom } from './room-context.ts';

const NONE = 'none';

/** What matrix and table show the change against. */
export function DifferenceChoice({ shown }: { readonly shown: EvaluationRecord }) {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const from = useRoom((state) => state.differenceFrom);
  const epochs = useMemo(
    () => [...new Set(evaluationsOf(evaluations, shown.split).map(({ epoch }) => epoch))].sort((a, b) => a - b),
    [evaluations, shown.split],
  );
  const isTest = shown.split === 'test';
  return (
    <NativeSelect
      size="xs"
      label="Show the change since"
      description={isTest ? 'The test set is measured once: there is no other epoch of it.' : undefined}
      disabled={isTest}
      value={from === undefined || isTest ? NONE : String(from.epoch)}
      onChange={({ currentTarget: { value } }) =>
        room.showDifference(value === NONE ? undefined : { kind: 'epoch', epoch: Number(value) })
      }
      data={[
        { value: NONE, label: 'nothing: show the numbers' },
        ...epochs.map((epoch) => ({ value: String(epoch), label: `epoch ${epoch}` })),
      ]}
    />
  );
}

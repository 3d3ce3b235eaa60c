import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import type { DifferenceFrom, EarlierRun, SplitName } from '../state/room-state.ts';
import { evaluationsOf } from '../state/shown-evaluation.ts';
import { earlierRunName } from './earlier-run-name.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useRunNames } from './run-name.ts';

const NONE = 'none';

/** What matrix and table show the change against: another epoch, or an earlier run at the same epoch. */
export function DifferenceChoice({ split }: { readonly split: SplitName }) {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const earlierRuns = useRoom((state) => state.earlierRuns);
  const nameOf = useRunNames();
  const experiment = useRoom(({ run, draft }) => run?.experiment ?? draft);
  const from = useRoom((state) => state.differenceFrom);
  const epochs = useMemo(
    () => [...new Set(evaluationsOf(evaluations, split).map(({ epoch }) => epoch))].sort((a, b) => a - b),
    [evaluations, split],
  );
  const measured = earlierRuns.filter((earlier) => evaluationsOf(earlier.evaluations, split).length > 0);
  // The test set is measured once: it has no other epoch.
  const choices: readonly Choice[] = [
    ...(split === 'test' ? [] : epochs.map(epochChoice)),
    ...measured.map((earlier) =>
      runChoice(earlier, `${nameOf(earlier)}: ${earlierRunName(experiment, earlier.experiment)}`),
    ),
  ];
  const chosen = choices.find((choice) => isSame(choice.from, from));
  return (
    <NativeSelect
      size="xs"
      label="Show the change since"
      disabled={choices.length === 0}
      value={chosen?.value ?? NONE}
      onChange={({ currentTarget: { value } }) =>
        room.showDifference(choices.find((choice) => choice.value === value)?.from)
      }
      data={[{ value: NONE, label: 'no comparison' }, ...choices.map(({ value, label }) => ({ value, label }))]}
    />
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly from: DifferenceFrom;
}

function epochChoice(epoch: number): Choice {
  return { value: String(epoch), label: `epoch ${epoch}`, from: { kind: 'epoch', epoch } };
}

function runChoice({ key }: EarlierRun, label: string): Choice {
  return { value: key, label, from: { kind: 'run', key } };
}

function isSame(one: DifferenceFrom, other: DifferenceFrom | undefined): boolean {
  if (one.kind === 'epoch') return other?.kind === 'epoch' && one.epoch === other.epoch;
  return other?.kind === 'run' && one.key === other.key;
}

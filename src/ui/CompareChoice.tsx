import { ActionIcon, Button, Popover } from '@mantine/core';
import { bestValidation } from '../state/evaluation-record.ts';
import type { EarlierRun } from '../state/room-state.ts';
import { earlierRunName } from './earlier-run-name.ts';
import { percentText } from './format.ts';
import { Icon } from './icons.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import './compare.css';

/** Which earlier run stands faintly behind the curves of the one on screen. */
export function CompareChoice() {
  const room = useFittingRoom();
  const earlierRuns = useRoom((state) => state.earlierRuns);
  const comparedRunId = useRoom((state) => state.comparedRunId);
  const isComparing = earlierRuns.some(({ id }) => id === comparedRunId);
  return (
    <Popover position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className="compare-button"
          size="compact-xs"
          variant="default"
          data-comparing={isComparing || undefined}
        >
          Compare
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Compare with an earlier run">
        <p className="compare-about">
          {earlierRuns.length === 0
            ? 'A run that is reset or replaced after its first epoch can be drawn here behind the next one.'
            : 'Draw an earlier run behind this one:'}
        </p>
        <ul className="compare-list">
          {earlierRuns.length > 0 && (
            <li>
              <button
                type="button"
                className="compare-run"
                aria-pressed={!isComparing}
                onClick={() => room.compareWith(undefined)}
              >
                none
              </button>
            </li>
          )}
          {earlierRuns.toReversed().map((earlier) => (
            <CompareItem key={earlier.id} earlier={earlier} isCompared={earlier.id === comparedRunId} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function CompareItem({ earlier, isCompared }: { readonly earlier: EarlierRun; readonly isCompared: boolean }) {
  const room = useFittingRoom();
  const onScreen = useRoom(({ run, draft }) => run?.experiment ?? draft);
  const { experiment, evaluations } = earlier;
  const name = earlierRunName(onScreen, experiment);
  const best = bestValidation(evaluations, experiment.judge);
  const epochs = evaluations.findLast(({ split }) => split !== 'test')?.epoch ?? 0;
  return (
    <li>
      <button
        type="button"
        className="compare-run"
        aria-pressed={isCompared}
        onClick={() => room.compareWith(earlier.id)}
      >
        Run {earlier.id}: {name}
        <span className="compare-result">
          {epochs === 1 ? '1 epoch' : `${epochs} epochs`}
          {best && `, best validation ${percentText(best.accuracy)} at epoch ${best.epoch}`}
        </span>
      </button>
      <ActionIcon
        size="sm"
        variant="subtle"
        aria-label={`Forget run ${earlier.id}`}
        onClick={() => room.forgetEarlierRun(earlier.id)}
      >
        <Icon name="forget" />
      </ActionIcon>
    </li>
  );
}

import { ActionIcon, Button, Popover } from '@mantine/core';
import { DRAWN_RUNS_LIMIT, drawnKeys } from '../state/earlier-runs.ts';
import { bestValidation } from '../state/evaluation-record.ts';
import type { EarlierRun } from '../state/room-state.ts';
import { SCREEN_LINKS } from '../state/screen.ts';
import { earlierRunName } from './earlier-run-name.ts';
import { percentText } from './format.ts';
import { Icon } from './icons.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useRunNames } from './run-name.ts';
import './compare.css';

/** Which earlier runs stand behind the curves of the one on screen. */
export function CompareChoice() {
  const room = useFittingRoom();
  const earlierRuns = useRoom((state) => state.earlierRuns);
  const ownKey = useRoom((state) => state.run?.key);
  const others = earlierRuns.filter(({ key }) => key !== ownKey);
  const isComparing = useRoom((state) => drawnKeys(state).length > 0);
  const isFull = useRoom((state) => drawnKeys(state).length >= DRAWN_RUNS_LIMIT);
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
      <Popover.Dropdown p={8} aria-label="Compare with earlier runs">
        <p className="compare-about">
          {others.length === 0
            ? 'Once a run has finished an epoch, you can draw it behind the next run here.'
            : `Draw up to ${DRAWN_RUNS_LIMIT} earlier runs behind this one:`}
        </p>
        <ul className="compare-list">
          {others.length > 0 && (
            <li>
              <button
                type="button"
                className="compare-run"
                aria-pressed={!isComparing}
                onClick={() => room.compareWith([])}
              >
                none
              </button>
            </li>
          )}
          {others.toReversed().map((earlier) => (
            <CompareItem key={earlier.key} earlier={earlier} isFull={isFull} />
          ))}
        </ul>
        <p className="compare-about compare-all">
          <a href={SCREEN_LINKS.runs}>All saved runs</a>
        </p>
      </Popover.Dropdown>
    </Popover>
  );
}

function CompareItem({ earlier, isFull }: { readonly earlier: EarlierRun; readonly isFull: boolean }) {
  const room = useFittingRoom();
  const onScreen = useRoom(({ run, draft }) => run?.experiment ?? draft);
  const isCompared = useRoom(({ comparedKeys }) => comparedKeys.includes(earlier.key));
  const name = useRunNames()(earlier);
  const { key, experiment, evaluations } = earlier;
  const best = bestValidation(evaluations, experiment.judge);
  const epochs = evaluations.findLast(({ split }) => split !== 'test')?.epoch ?? 0;
  return (
    <li>
      <button
        type="button"
        className="compare-run"
        aria-pressed={isCompared}
        disabled={isFull && !isCompared}
        onClick={() => void room.saved.draw(key, !isCompared)}
      >
        {name}: {earlierRunName(onScreen, experiment)}
        <span className="compare-result">
          {epochs === 1 ? '1 epoch' : `${epochs} epochs`}
          {best && `, best validation ${percentText(best.accuracy)} at epoch ${best.epoch}`}
        </span>
      </button>
      <ActionIcon size="sm" variant="subtle" aria-label={`Forget ${name}`} onClick={() => room.forgetEarlierRun(key)}>
        <Icon name="forget" />
      </ActionIcon>
    </li>
  );
}

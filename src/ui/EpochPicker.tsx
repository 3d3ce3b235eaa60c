import { ActionIcon, Slider } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { evaluationsOf, shownEvaluation } from '../state/shown-evaluation.ts';
import { Hint } from './Hint.tsx';
import { Icon } from './icons.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useFilm } from './use-film.ts';

/** Which epoch matrix, table and images show, as a film to scrub or play. At its right end the slider follows the run. */
export function EpochPicker() {
  const room = useFittingRoom();
  const evaluations = useRoom((state) => state.evaluations);
  const split = useRoom((state) => state.shownSplit);
  const epoch = useRoom((state) => shownEvaluation(state)?.epoch ?? 0);
  const steadily = useReducedMotion();
  // A run put back to its best epoch trains some epochs twice: the later counts.
  const epochs = useMemo(
    () => [...new Set(evaluationsOf(evaluations, split).map((evaluation) => evaluation.epoch))].sort((a, b) => a - b),
    [evaluations, split],
  );
  const last = epochs.length - 1;
  const show = useCallback(
    (frame: number) => room.showEpoch(frame >= last ? undefined : epochs[frame]),
    [room, epochs, last],
  );
  const frame = Math.max(0, epochs.indexOf(epoch));
  const isFixed = split === 'test' || last < 1;
  const film = useFilm(isFixed ? 0 : epochs.length, frame, show);
  const words = (value: number) => `epoch ${epochs[value] ?? epoch}${value === last ? ', the latest' : ''}`;
  const name = steadily ? 'Next epoch' : film.isPlaying ? 'Stop playing' : 'Play the epochs';
  return (
    <span className="epoch-picker">
      <Hint
        text={steadily ? 'Next epoch; after the latest, back to the first.' : 'Plays the epochs one after another.'}
      >
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={name}
          disabled={isFixed}
          onClick={steadily ? film.step : film.toggle}
        >
          <Icon name={steadily ? 'step' : film.isPlaying ? 'pause' : 'play'} />
        </ActionIcon>
      </Hint>
      <Slider
        className="epoch-slider"
        size="sm"
        thumbLabel="Epoch shown"
        thumbValueText={words(frame)}
        min={isFixed ? last - 1 : 0}
        max={last}
        step={1}
        value={isFixed ? last : frame}
        disabled={isFixed}
        label={words}
        onChange={show}
      />
    </span>
  );
}

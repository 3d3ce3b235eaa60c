import { ActionIcon, Slider } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { Hint } from '../Hint.tsx';
import { Icon } from '../icons.tsx';
import { useFilm } from '../use-film.ts';

interface FramePickerProps {
  readonly count: number;
  readonly frame: number;
  /** Must be the same function for as long as the frames are the same. */
  readonly onShow: (frame: number) => void;
  readonly wordsOf: (frame: number) => string;
}

/** Which of the layouts is shown, as a film to scrub or play. At its right end the slider follows the run. */
export function FramePicker({ count, frame, onShow, wordsOf }: FramePickerProps) {
  const steadily = useReducedMotion();
  const isFixed = count < 2;
  const film = useFilm(isFixed ? 0 : count, frame, onShow);
  const words = (value: number) => `${wordsOf(value)}${value === count - 1 ? ', the latest' : ''}`;
  return (
    <span className="frame-picker">
      <Hint
        text={steadily ? 'Next layout; after the latest, back to the first.' : 'Plays the layouts one after another.'}
      >
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={steadily ? 'Next layout' : film.isPlaying ? 'Stop playing' : 'Play the layouts'}
          disabled={isFixed}
          onClick={steadily ? film.step : film.toggle}
        >
          <Icon name={steadily ? 'step' : film.isPlaying ? 'pause' : 'play'} />
        </ActionIcon>
      </Hint>
      <Slider
        className="frame-slider"
        size="sm"
        thumbLabel="Layout shown"
        thumbValueText={words(frame)}
        min={isFixed ? -1 : 0}
        max={isFixed ? 0 : count - 1}
        step={1}
        value={isFixed ? 0 : frame}
        disabled={isFixed}
        // Short: at its right end there is no room beside it.
        label={wordsOf}
        onChange={onShow}
      />
    </span>
  );
}

import { useComputedColorScheme } from '@mantine/core';
import { CLASS_COLOURS } from '../../charts/class-colours.ts';
import { type MarkShape, markShape } from '../../charts/point-marks.ts';
import { CLASS_NAMES } from '../../core/classes.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';

interface ClassLegendProps {
  /** The class whose images are listed. */
  readonly chosen: number | undefined;
  readonly onChoose: (label: number | undefined) => void;
}

const PATHS: Readonly<Record<MarkShape, string>> = {
  circle: 'M6 1.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 0 0 0-9z',
  square: 'M2 2h8v8H2z',
  triangle: 'M6 0.800 11.200 9.800H0.800z',
};

/** The classes with their marks: pointing at one lights it everywhere, pressing it lists its images. */
export function ClassLegend({ chosen, onChoose }: ClassLegendProps) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const colours = CLASS_COLOURS[useComputedColorScheme('light')];
  return (
    <ul className="class-legend" aria-label="Classes" onMouseLeave={() => room.lightClass(undefined)}>
      {CLASS_NAMES.map((name, label) => (
        <li key={name}>
          <button
            type="button"
            className="class-mark"
            aria-pressed={chosen === label}
            data-lit={litClass === label || undefined}
            onMouseEnter={() => room.lightClass(label)}
            onFocus={() => room.lightClass(label)}
            onBlur={() => room.lightClass(undefined)}
            onClick={() => onChoose(chosen === label ? undefined : label)}
          >
            <svg viewBox="0 0 12 12" width="12" height="12" fill={colours[label]} aria-hidden="true">
              <path d={PATHS[markShape(label)]} />
            </svg>
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}

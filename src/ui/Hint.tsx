import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** Beside a control where there is room for it, else below. */
export type HintSide = 'bottom' | 'right';

interface HintProps {
  readonly text: string;
  readonly side?: HintSide | undefined;
  readonly children: ReactElement;
}

/** A sentence about a control, on hover, focus and touch. */
export function Hint({ text, side = 'bottom', children }: HintProps) {
  return (
    <Tooltip
      label={text}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      // Overlays hang in an element without a width of its own: without this, a hint is as narrow as its longest word.
      w="max-content"
      maw={280}
      openDelay={350}
      position={side}
      fz="xs"
    >
      {children}
    </Tooltip>
  );
}

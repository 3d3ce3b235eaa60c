import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

interface HintProps {
  readonly text: string;
  readonly children: ReactElement;
}

/** A sentence about a control, on hover, focus and touch. */
export function Hint({ text, children }: HintProps) {
  return (
    <Tooltip
      label={text}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={280}
      openDelay={350}
      position="bottom"
      fz="xs"
    >
      {children}
    </Tooltip>
  );
}

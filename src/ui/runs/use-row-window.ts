import { useElementSize, useMediaQuery } from '@mantine/hooks';
import { type UIEvent, useState } from 'react';
import { textScale } from '../text-scale.ts';
import { ROW_HEIGHT, rowWindow, TOUCH_ROW_HEIGHT } from './row-window.ts';

/** The rows to render of a table that scrolls in an element: those in sight, and some around them. */
export function useRowWindow(count: number) {
  const { ref, height } = useElementSize<HTMLElement>();
  const [firstInSight, setFirst] = useState(0);
  const isTouched = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const rowHeight = (isTouched ? TOUCH_ROW_HEIGHT : ROW_HEIGHT) * textScale();
  const onScroll = ({ currentTarget }: UIEvent) => setFirst(Math.floor(currentTarget.scrollTop / rowHeight));
  return { ref, onScroll, rowHeight, ...rowWindow(count, firstInSight, height / rowHeight) };
}

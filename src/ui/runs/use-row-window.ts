import { useElementSize } from '@mantine/hooks';
import { type UIEvent, useState } from 'react';
import { ROW_HEIGHT, rowWindow } from './row-window.ts';

/** The rows to render of a table that scrolls in an element: those in sight, and some around them. */
export function useRowWindow(count: number) {
  const { ref, height } = useElementSize<HTMLElement>();
  const [firstInSight, setFirst] = useState(0);
  const onScroll = ({ currentTarget }: UIEvent) => setFirst(Math.floor(currentTarget.scrollTop / ROW_HEIGHT));
  return { ref, onScroll, ...rowWindow(count, firstInSight, height / ROW_HEIGHT) };
}

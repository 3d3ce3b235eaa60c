import { MantineProvider } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { lessonById } from '../lessons/lessons.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { Screen } from '../state/screen.ts';
import { LessonScreen } from './LessonScreen.tsx';
import { LessonsScreen } from './LessonsScreen.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { RoomContext, useRoom } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { cssVariables, theme } from './theme.ts';
import './mantine.css';
import './page.css';

const InsideScreen = lazyScreen(async () => (await import('./inside/InsideScreen.tsx')).InsideScreen);
const RunsScreen = lazyScreen(async () => (await import('./runs/RunsScreen.tsx')).RunsScreen);

export function App({ room }: { readonly room: FittingRoom }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <RoomContext value={room}>
        <CurrentScreen />
      </RoomContext>
    </MantineProvider>
  );
}

function CurrentScreen() {
  const screen = useRoom((state) => state.screen);
  useFocusOnArrival(screen);
  const lesson = screen.kind === 'lesson' ? lessonById(screen.id) : undefined;
  // Each lesson starts at its top, with its explanation folded.
  if (lesson !== undefined) return <LessonScreen key={lesson.id} lesson={lesson} />;
  if (screen.kind === 'inside') return <InsideScreen />;
  if (screen.kind === 'runs') return <RunsScreen />;
  return screen.kind === 'train' ? <TrainScreen /> : <LessonsScreen />;
}

/** The link that was followed goes with its screen: the keyboard goes on at the top of the new one. */
function useFocusOnArrival(screen: Screen): void {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    window.scrollTo(0, 0);
    document.querySelector('main')?.focus({ preventScroll: true });
  }, [screen]);
}

import { MantineProvider } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { AppUpdates } from '../hosting/app-updates.ts';
import { lessonById } from '../lessons/lessons.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { Screen } from '../state/screen.ts';
import { useRunFileDrop } from './export/use-run-file-drop.ts';
import { LessonScreen } from './LessonScreen.tsx';
import { LessonsScreen } from './LessonsScreen.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { RoomContext, useRoom } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { theme } from './theme.ts';
import { UpdateNotice } from './UpdateNotice.tsx';
import './mantine.css';
import './page.css';

const InsideScreen = lazyScreen(async () => (await import('./inside/InsideScreen.tsx')).InsideScreen);
const RunsScreen = lazyScreen(async () => (await import('./runs/RunsScreen.tsx')).RunsScreen);
const ReferenceScreen = lazyScreen(async () => (await import('./reference/ReferenceScreen.tsx')).ReferenceScreen);

interface AppProps {
  readonly room: FittingRoom;
  readonly updates: AppUpdates;
}

/** Mantine writes no style elements, which the page's policy refuses: `theme-variables.ts` brings its variables. */
export function App({ room, updates }: AppProps) {
  useRunFileDrop(room);
  return (
    <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} defaultColorScheme="auto">
      <RoomContext value={room}>
        <CurrentScreen />
        <UpdateNotice updates={updates} />
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
  if (screen.kind === 'reference') return <ReferenceScreen />;
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

import { MantineProvider } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { lessonById } from '../lessons/lessons.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { Screen } from '../state/screen.ts';
import { Autostart } from './Autostart.tsx';
import { SYSTEM_COLOURS } from './embed-colours.ts';
import { LessonScreen } from './LessonScreen.tsx';
import { LessonsScreen } from './LessonsScreen.tsx';
import { lazyScreen } from './lazy-screen.tsx';
import { RoomContext, useRoom } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { cssVariables, theme } from './theme.ts';
import './mantine.css';
import './page.css';

const EmbedScreen = lazyScreen(async () => (await import('./embed/EmbedScreen.tsx')).EmbedScreen);
const InsideScreen = lazyScreen(async () => (await import('./inside/InsideScreen.tsx')).InsideScreen);
const RunsScreen = lazyScreen(async () => (await import('./runs/RunsScreen.tsx')).RunsScreen);

export function App({ room }: { readonly room: FittingRoom }) {
  // As the page was opened: colours can't be handed to other hands later.
  const [colours] = useState(() => (room.store.getState().isEmbedded ? { colorSchemeManager: SYSTEM_COLOURS } : {}));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" {...colours}>
      <RoomContext value={room}>
        <CurrentScreen />
        <Autostart />
      </RoomContext>
    </MantineProvider>
  );
}

function CurrentScreen() {
  const screen = useRoom((state) => state.screen);
  useFocusOnArrival(screen);
  const isEmbedded = useRoom((state) => state.isEmbedded);
  const lesson = screen.kind === 'lesson' ? lessonById(screen.id) : undefined;
  if (isEmbedded) return <EmbedScreen />;
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

import { DirectionProvider, MantineProvider } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AppUpdates } from '../hosting/app-updates.ts';
import { part } from '../hosting/part.ts';
import { lessonById } from '../lessons/lessons.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import type { Screen } from '../state/screen.ts';
import { Autostart } from './Autostart.tsx';
import { SYSTEM_COLOURS } from './embed-colours.ts';
import { usePageDrop } from './export/use-page-drop.ts';
import { ErrorBoundary } from './faults/ErrorBoundary.tsx';
import { ScreenBoundary } from './faults/ScreenBoundary.tsx';
import { UpdatesContext } from './faults/use-safe-reload.ts';
import { lazyScreen } from './lazy-screen.tsx';
import { RunUndoBar } from './RunUndoBar.tsx';
import { PrintReport } from './report/PrintReport.tsx';
import { RoomContext, useRoom } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { theme } from './theme.ts';
import { UpdateNotice } from './UpdateNotice.tsx';
import './mantine.css';
import './page.css';
import './touch.css';
import './right-to-left.css';
import './forced-colours.css';

const EmbedScreen = lazyScreen(part(async () => (await import('./embed/EmbedScreen.tsx')).EmbedScreen));
const InsideScreen = lazyScreen(part(async () => (await import('./inside/InsideScreen.tsx')).InsideScreen));
const LessonScreen = lazyScreen(part(async () => (await import('./LessonScreen.tsx')).LessonScreen));
const LessonsScreen = lazyScreen(part(async () => (await import('./LessonsScreen.tsx')).LessonsScreen));
const RunsScreen = lazyScreen(part(async () => (await import('./runs/RunsScreen.tsx')).RunsScreen));
const ReferenceScreen = lazyScreen(part(async () => (await import('./reference/ReferenceScreen.tsx')).ReferenceScreen));

interface AppProps {
  readonly room: FittingRoom;
  readonly updates: AppUpdates;
}

/** Mantine writes no style elements, which the page's policy refuses: `theme-variables.ts` brings its variables. */
export function App({ room, updates }: AppProps) {
  // As the page was opened: colours can't be handed to other hands later.
  const [isEmbedded] = useState(() => room.store.getState().isEmbedded);
  usePageDrop(room);
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        withCssVariables={false}
        withGlobalClasses={false}
        defaultColorScheme="auto"
        {...(isEmbedded ? { colorSchemeManager: SYSTEM_COLOURS } : {})}
      >
        <RoomContext value={room}>
          <UpdatesContext value={updates}>
            <ScreenBoundary>
              <CurrentScreen />
            </ScreenBoundary>
            <ErrorBoundary fallback={() => null}>
              <Autostart />
              {!isEmbedded && <UpdateNotice updates={updates} />}
              {!isEmbedded && <RunUndoBar />}
            </ErrorBoundary>
            <ErrorBoundary fallback={() => null}>
              <PrintReport />
            </ErrorBoundary>
          </UpdatesContext>
        </RoomContext>
      </MantineProvider>
    </DirectionProvider>
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

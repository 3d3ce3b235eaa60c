import { MantineProvider } from '@mantine/core';
import { lessonById } from '../lessons/lessons.ts';
import type { FittingRoom } from '../state/fitting-room.ts';
import { LessonScreen } from './LessonScreen.tsx';
import { LessonsScreen } from './LessonsScreen.tsx';
import { RoomContext, useRoom } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { cssVariables, theme } from './theme.ts';
import './mantine.css';
import './page.css';

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
  const lesson = screen.kind === 'lesson' ? lessonById(screen.id) : undefined;
  // Each lesson starts at its top, with its explanation folded.
  if (lesson !== undefined) return <LessonScreen key={lesson.id} lesson={lesson} />;
  return screen.kind === 'train' ? <TrainScreen /> : <LessonsScreen />;
}

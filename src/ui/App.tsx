import { MantineProvider } from '@mantine/core';
import type { FittingRoom } from '../state/fitting-room.ts';
import { InsideScreen } from './inside/InsideScreen.tsx';
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
  return screen.kind === 'inside' ? <InsideScreen /> : <TrainScreen />;
}

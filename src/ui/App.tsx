import { MantineProvider } from '@mantine/core';
import type { FittingRoom } from '../state/fitting-room.ts';
import { RoomContext } from './room-context.ts';
import { TrainScreen } from './TrainScreen.tsx';
import { cssVariables, theme } from './theme.ts';
import './mantine.css';
import './page.css';

export function App({ room }: { readonly room: FittingRoom }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <RoomContext value={room}>
        <TrainScreen />
      </RoomContext>
    </MantineProvider>
  );
}

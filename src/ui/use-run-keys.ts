import { useHotkeys } from '@mantine/hooks';
import { isEnded, isMoving } from '../state/run-progress.ts';
import { canPresent } from '../state/screen.ts';
import { useFittingRoom } from './room-context.ts';

/** Elements that use the space bar themselves. */
const TAKES_SPACE =
  'button, a, summary, select, input, textarea, [role=gridcell], [role=slider], [role=radio], [role=switch], [role=option]';

/** Keys of the run. Mantine leaves out keys typed into a field; a dialog that is open takes all of them. */
export function useRunKeys(openHelp: () => void, isDialogOpen: boolean): void {
  const room = useFittingRoom();

  // A lesson has experiments of its own, which its own button starts.
  const canTrain = () => {
    const { screen, run } = room.store.getState();
    return screen.kind === 'train' || screen.kind === 'inside' || run !== undefined;
  };

  const unlessDialog = (act: () => void) => (event: KeyboardEvent) => {
    const isInDialog = event.target instanceof Element && event.target.closest('[role=dialog]') !== null;
    if (!isDialogOpen && !isInDialog && !event.repeat) act();
  };

  const onSpace = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest(TAKES_SPACE) !== null) return;
    event.preventDefault();
    const { run } = room.store.getState();
    if (isMoving(run)) room.pause();
    // A key pressed once too often must not wipe out a finished run; the Train button starts another.
    else if (!isEnded(run) && canTrain()) room.train('end');
  };

  const onStretch = (until: 'step' | 'epoch') => () => {
    if (!isEnded(room.store.getState().run) && canTrain()) room.train(until);
  };

  const present = (isWanted: (isPresenting: boolean) => boolean) => () => {
    const { screen, isPresenting } = room.store.getState();
    if (canPresent(screen)) room.present(isWanted(isPresenting));
  };

  useHotkeys([
    ['space', (event) => unlessDialog(() => onSpace(event))(event), { preventDefault: false }],
    ['s', unlessDialog(onStretch('step'))],
    ['e', unlessDialog(onStretch('epoch'))],
    ['r', unlessDialog(() => room.reset())],
    ['p', unlessDialog(present((isPresenting) => !isPresenting))],
    ['escape', unlessDialog(present(() => false)), { preventDefault: false }],
    ['shift+?', unlessDialog(openHelp)],
    ['?', unlessDialog(openHelp)],
  ]);
}

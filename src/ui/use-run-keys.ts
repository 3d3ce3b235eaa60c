import { useEffect, useEffectEvent } from 'react';
import { isEnded, isMoving } from '../state/run-progress.ts';
import { canPresent } from '../state/screen.ts';
import { commandOfKey, isByCharacter, type KeyCommand } from './pressed-key.ts';
import { useFittingRoom } from './room-context.ts';
import { useSingleKeys } from './use-single-keys.ts';

/** Elements that use the space bar themselves. */
const TAKES_SPACE =
  'button, a, summary, select, input, textarea, [role=gridcell], [role=slider], [role=radio], [role=switch], [role=option]';

/** Elements that letters are typed into, or that jump to what begins with one. */
const TAKES_LETTERS = 'input, textarea, select, [contenteditable]:not([contenteditable=false])';

/** Keys of the run. A field takes what is typed into it; a dialog that is open takes all of them. */
export function useRunKeys(openHelp: () => void, isDialogOpen: boolean): void {
  const room = useFittingRoom();
  const [isOn] = useSingleKeys();

  // A lesson has experiments of its own, which its own button starts.
  const canTrain = () => {
    const { screen, run } = room.store.getState();
    return screen.kind === 'train' || screen.kind === 'inside' || run !== undefined;
  };

  const train = (until: 'end' | 'step' | 'epoch') => {
    // A key pressed once too often must not wipe out a finished run; the Train button starts another.
    if (!isEnded(room.store.getState().run) && canTrain()) room.train(until);
  };

  const present = (isWanted: boolean) => {
    if (canPresent(room.store.getState().screen)) room.present(isWanted);
  };

  const act = (command: KeyCommand) => {
    switch (command) {
      case 'go':
        return isMoving(room.store.getState().run) ? room.pause() : train('end');
      case 'step':
      case 'epoch':
        return train(command);
      case 'reset':
        return room.reset();
      case 'present':
        return present(!room.store.getState().isPresenting);
      case 'leave':
        return present(false);
      case 'help':
        return openHelp();
    }
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOfKey(event);
    if (command === undefined || isDialogOpen || (isByCharacter(command) && !isOn)) return;
    const isWithin = (selector: string) => event.target instanceof Element && event.target.closest(selector) !== null;
    if (isWithin('[role=dialog]') || isWithin(command === 'go' ? TAKES_SPACE : TAKES_LETTERS)) return;
    // A dialog that Escape closes is still open when it is heard here.
    if (command !== 'leave') event.preventDefault();
    act(command);
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

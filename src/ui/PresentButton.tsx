import { Button } from '@mantine/core';
import { canPresent } from '../state/screen.ts';
import { Hint } from './Hint.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useSingleKeys } from './use-single-keys.ts';

/** Presenter mode and back. */
export function PresentButton() {
  const room = useFittingRoom();
  const isPresenting = useRoom((state) => state.isPresenting);
  const isOfUse = useRoom(({ screen }) => canPresent(screen));
  const [hasKeys] = useSingleKeys();
  if (!isOfUse) return null;
  return (
    <Hint
      text={
        isPresenting
          ? 'Back to the normal screen. Key: Escape'
          : `Large curves and matrix, for a projector.${hasKeys ? ' Key: P' : ''}`
      }
    >
      <Button
        variant="default"
        size="compact-sm"
        className="header-present"
        aria-pressed={isPresenting}
        onClick={() => room.present(!isPresenting)}
      >
        Present
      </Button>
    </Hint>
  );
}

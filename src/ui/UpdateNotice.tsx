import { Button } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import type { AppUpdates } from '../hosting/app-updates.ts';
import { isActive, isMoving } from '../state/run-progress.ts';
import { useRoom } from './room-context.ts';
import './update-notice.css';

/** Says that a newer version is ready, and loads it when asked to. While a run trains it keeps quiet. */
export function UpdateNotice({ updates }: { readonly updates: AppUpdates }) {
  const isReady = useSyncExternalStore(updates.subscribe, updates.isReady);
  const isTraining = useRoom(({ run }) => isMoving(run));
  const isPaused = useRoom(({ run, savedStep }) => isActive(run) && !isMoving(run) && savedStep !== undefined);
  const [isPutOff, setPutOff] = useState(false);
  const isShown = isReady && !isTraining && !isPutOff;
  // The region is there before its text, or a screen reader wouldn't read that.
  return (
    <div role="status" aria-label="New version">
      {isShown && (
        <div className="update-notice">
          <span>
            A newer version is ready.{' '}
            {isPaused && 'You can continue the paused run in it, from where it was last saved.'}
          </span>
          <Button size="compact-sm" onClick={() => updates.load()}>
            Reload
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setPutOff(true)}>
            Later
          </Button>
        </div>
      )}
    </div>
  );
}

import { createContext, use, useState } from 'react';
import type { AppUpdates } from '../../hosting/app-updates.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { pauseAndSave } from '../../state/pause-and-save.ts';

export const UpdatesContext = createContext<AppUpdates | undefined>(undefined);

/**
 * - `saving`: the run is being paused and saved
 * - `unsaved`: it could not be; the next press reloads all the same
 */
type ReloadState = 'ready' | 'saving' | 'unsaved';

/** Loads the page again, in its newest version, after the run on screen is saved. */
export function useSafeReload(room: FittingRoom | undefined, updates: AppUpdates | undefined) {
  const [state, setState] = useState<ReloadState>('ready');
  const reload = async () => {
    if (state !== 'unsaved' && room !== undefined) {
      setState('saving');
      if (!(await pauseAndSave(room))) {
        setState('unsaved');
        return;
      }
    }
    if (updates === undefined) location.reload();
    else updates.load();
  };
  return { state, reload: () => void reload() };
}

export function useUpdates(): AppUpdates | undefined {
  return use(UpdatesContext);
}

import { PartError } from '../../hosting/part.ts';
import { isKept } from '../../state/pause-and-save.ts';
import type { RoomState } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';

/** What is said of a part of the page that is not there: what happened, what helps, and how the run fares. */

export interface BreakdownWords {
  readonly title: string;
  readonly sentence: string;
  /** The error's own words, for whoever looks for the cause. */
  readonly details: string;
  /** What is worth pressing first. */
  readonly advice: 'retry' | 'reload';
  readonly reloadLabel: string;
}

/** @param name of the part, as a sentence begins with it */
export function breakdownWords(error: unknown, name: string): BreakdownWords {
  const details = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (!(error instanceof PartError)) {
    return {
      title: `${name} stopped with an error.`,
      sentence: 'This is a bug in Fitting Room, nothing you did. Try again; if that doesn’t help, reload the page.',
      details,
      advice: 'retry',
      reloadLabel: RELOAD,
    };
  }
  return { title: `${name} could not be loaded.`, details, ...partWords(error) };
}

const RELOAD = 'Reload the page';

function partWords({ fault, failures }: PartError): Omit<BreakdownWords, 'title' | 'details'> {
  switch (fault) {
    case 'unreachable':
      return {
        sentence: 'The server doesn’t answer. Try again once the network is back.',
        advice: 'retry',
        reloadLabel: RELOAD,
      };
    case 'replaced':
      return {
        sentence:
          'The server now has a newer version of Fitting Room, and no longer has this part of the version on screen.',
        advice: 'reload',
        reloadLabel: 'Load the newer version',
      };
    case 'refused':
      return failures === 1
        ? { sentence: 'The server answers, but this part did not arrive.', advice: 'retry', reloadLabel: RELOAD }
        : {
            sentence:
              'It did not arrive on the second try either. Some browsers don’t ask again until the page is reloaded.',
            advice: 'reload',
            reloadLabel: RELOAD,
          };
  }
}

/** Only what is true just now; empty without a run that could be at risk. */
export function runSafetySentence(room: RoomState): string {
  const { run, engine } = room;
  if (run === undefined || run.origin.kind !== 'trained') return '';
  if (isMoving(run)) {
    if (engine.kind !== 'ready') return '';
    const canBeSaved = room.storeProblem?.attempt !== 'save';
    return canBeSaved
      ? 'Training goes on. Reloading pauses and saves the run first, and then offers to resume it.'
      : 'Training goes on, but the run can’t be saved in this browser: reloading would lose it.';
  }
  if (isKept(room)) return 'The run is saved.';
  return run.phase === 'lost' ? '' : 'The run is still here, but not all of it is saved.';
}

import type { StoreApi } from 'zustand/vanilla';
import type { RoomState, SetAside } from './room-state.ts';

/** How long a run that made way can be put back. */
const UNDO_MS = 12_000;

/**
 * A reset or a restart never throws a run away unasked: the run can be put back for a while, and where nothing keeps it
 * the person is asked before it goes.
 */
export class SetAsideRun {
  readonly #room: StoreApi<RoomState>;
  /** Puts the run back, or lets it go, as the bar says. */
  #act: (() => void) | undefined;
  #lapse: ReturnType<typeof setTimeout> | undefined;

  constructor(room: StoreApi<RoomState>) {
    this.#room = room;
  }

  /** The run has made way, and can be put back. */
  offerUndo(run: Omit<SetAside, 'kind'>, putBack: () => void): void {
    this.#say({ ...run, kind: 'undo' }, putBack);
    this.waitForUndo();
  }

  /** The run would be lost: it makes way once somebody says so. */
  ask(run: Omit<SetAside, 'kind'>, letGo: () => void): void {
    this.#say({ ...run, kind: 'question' }, letGo);
  }

  /** What the bar's button says. */
  accept(): void {
    const act = this.#act;
    this.dismiss();
    act?.();
  }

  dismiss(): void {
    clearTimeout(this.#lapse);
    this.#act = undefined;
    this.#room.setState({ setAside: undefined });
  }

  /** All the time there is, from now; a question waits for its answer. */
  waitForUndo(): void {
    clearTimeout(this.#lapse);
    if (this.#room.getState().setAside?.kind === 'undo') this.#lapse = setTimeout(() => this.dismiss(), UNDO_MS);
  }

  /** Somebody is about to choose: the time stands still. */
  holdUndo(): void {
    clearTimeout(this.#lapse);
  }

  #say(setAside: SetAside, act: () => void): void {
    clearTimeout(this.#lapse);
    this.#act = act;
    this.#room.setState({ setAside });
  }
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunPlace, StorageUsage } from '../runs/browser-runs.ts';
import { begunLastFirst } from '../runs/run-order.ts';
import { NAME_LIMIT, NOTE_LIMIT, type RunLabels, type RunRecord, tidyLabels } from '../runs/run-record.ts';
import type { ListedRun, RunList, StoreFault, StoreResult } from '../runs/run-storage.ts';
import { addEarlierRun, drawnKeys, earlierRunOf, forgetRun } from './earlier-runs.ts';
import type { RoomState, RunOrigin } from './room-state.ts';
import type { RunKeeper } from './run-keeper.ts';

export interface SavedRunsState {
  /** Undefined until the store was read once. */
  readonly list: RunList | undefined;
  /** Why the store can't be read. */
  readonly fault: StoreFault | undefined;
  /** Keys of the runs that other tabs have. */
  readonly openElsewhere: ReadonlySet<string>;
  /** Keys of the runs that are off the list. All but those of `removing` can be put back: nothing of them is removed yet. */
  readonly deleted: readonly string[];
  /** Keys of the deleted runs whose time to be put back is over. */
  readonly removing: readonly string[];
  readonly usage: StorageUsage | undefined;
  /** What was asked for last and could not be done, until dismissed. */
  readonly problem: SavedRunsProblem | undefined;
}

export interface SavedRunsProblem {
  readonly attempt: 'label' | 'delete' | 'drop' | 'read';
  readonly fault: StoreFault;
}

/** The most characters a name and a note may have. */
export const LABEL_LIMITS = { name: NAME_LIMIT, note: NOTE_LIMIT } as const;

/** How long a deleted run can be put back. */
const UNDO_MS = 12_000;
/** Changes of the store come in bursts. */
const REFRESH_DELAY_MS = 150;
/** Nobody tells when another tab is closed. */
const LOOK_AROUND_MS = 3000;

/** The runs in the store as the page shows them, and what a person can do with them. */
export class SavedRuns {
  readonly store: StoreApi<SavedRunsState> = createStore(() => ({
    list: undefined,
    fault: undefined,
    openElsewhere: new Set<string>(),
    deleted: [],
    removing: [],
    usage: undefined,
    problem: undefined,
  }));
  readonly #place: RunPlace;
  readonly #keeper: RunKeeper;
  readonly #room: StoreApi<RoomState>;
  #removal: ReturnType<typeof setTimeout> | undefined;
  /** The run that is being removed just now. */
  #beingRemoved: string | undefined;
  #reading: Promise<void> | undefined;

  constructor(place: RunPlace, keeper: RunKeeper, room: StoreApi<RoomState>) {
    this.#place = place;
    this.#keeper = keeper;
    this.#room = room;
  }

  /** Keeps the list true while somebody looks at it. @returns what ends that */
  watch(): () => void {
    void this.refresh();
    let delay: ReturnType<typeof setTimeout> | undefined;
    const stopListening = this.#place.changes.listen(() => {
      delay ??= setTimeout(() => {
        delay = undefined;
        void this.refresh();
      }, REFRESH_DELAY_MS);
    });
    const interval = setInterval(() => void this.#lookAround(), LOOK_AROUND_MS);
    return () => {
      stopListening();
      clearTimeout(delay);
      clearInterval(interval);
    };
  }

  async refresh(): Promise<void> {
    // What changed since a reading began may not be in it: a second one follows it.
    const before = this.#reading;
    const reading = (async () => {
      await before;
      const [listed, usage] = await Promise.all([this.#place.storage.list(), this.#place.usage(), this.#lookAround()]);
      if (listed.ok) {
        // The store lists by when a run was saved; one that is gone on with would jump to the top.
        const { runs, refused } = listed.value;
        this.store.setState({ list: { runs: begunLastFirst(runs), refused }, fault: undefined, usage });
      } else this.store.setState({ fault: listed.fault, usage });
    })();
    this.#reading = reading;
    await reading;
    if (this.#reading === reading) this.#reading = undefined;
  }

  /** Names a run, writes a note or gives it a star; what is not mentioned stays as it is. */
  async label(key: string, change: RunLabels): Promise<void> {
    const { list } = this.store.getState();
    const run = list?.runs.find(({ header }) => header.key === key);
    if (list === undefined || run === undefined) return;
    const { name, note, isStarred } = run.header;
    const labels = tidyLabels({ name, note, isStarred, ...change });
    const { name: _, note: __, isStarred: ___, ...header } = run.header;
    const changed: ListedRun = { ...run, header: { ...header, ...labels } };
    this.store.setState({ list: { ...list, runs: list.runs.map((other) => (other === run ? changed : other)) } });
    await this.#say('label', this.#place.storage.label(key, labels));
  }

  /** Takes runs off the list; they are removed a little later, unless they are put back. */
  delete(keys: readonly string[]): void {
    const { deleted } = this.store.getState();
    this.store.setState({ deleted: [...deleted, ...keys.filter((key) => !deleted.includes(key))] });
    this.#room.setState(({ comparedKeys }) => ({ comparedKeys: comparedKeys.filter((key) => !keys.includes(key)) }));
    this.waitForUndo();
  }

  /** All the time there is, from now. */
  waitForUndo(): void {
    clearTimeout(this.#removal);
    this.#removal = setTimeout(() => void this.removeDeleted(), UNDO_MS);
  }

  /** Somebody is about to choose: the time stands still. */
  holdUndo(): void {
    clearTimeout(this.#removal);
  }

  /** Puts back all that is not removed yet, also while others are being removed. */
  undoDelete(): void {
    clearTimeout(this.#removal);
    const lost = this.#beingRemoved === undefined ? [] : [this.#beingRemoved];
    this.store.setState({ deleted: lost, removing: lost });
  }

  /** Removes the deleted runs for good. One that another tab has taken meanwhile comes back on the list. */
  async removeDeleted(): Promise<void> {
    clearTimeout(this.#removal);
    const { deleted, removing } = this.store.getState();
    const keys = deleted.filter((key) => !removing.includes(key));
    // At once: what says that they can be put back goes before the first of them does.
    this.store.setState({ removing: [...removing, ...keys] });
    const done: string[] = [];
    for (const key of keys) {
      // Put back while those before it were removed.
      if (!this.store.getState().removing.includes(key)) continue;
      done.push(key);
      this.#beingRemoved = key;
      const removed = await this.#say('delete', this.#keeper.remove(key));
      this.#beingRemoved = undefined;
      if (removed) this.#forget(key);
    }
    await this.refresh();
    const isLeft = (key: string) => !done.includes(key);
    this.store.setState((now) => ({ deleted: now.deleted.filter(isLeft), removing: now.removing.filter(isLeft) }));
  }

  /** Drops the weights of these runs, where no tab has them; curves and figures stay. */
  async dropWeights(keys: readonly string[]): Promise<void> {
    const held = await this.#place.lock.heldKeys();
    const free = keys.filter((key) => !held.has(key));
    const dropped = await this.#say('drop', this.#place.storage.dropWeights(free));
    if (dropped) {
      this.#keeper.expectRoom();
      this.#room.setState(({ storeProblem, interrupted }) => ({
        storeProblem: storeProblem?.fault.code === 'full' ? undefined : storeProblem,
        interrupted: interrupted !== undefined && free.includes(interrupted.key) ? undefined : interrupted,
      }));
    }
    await this.refresh();
  }

  /** Undefined when it can't be read; then the problem says why. */
  async read(key: string): Promise<RunRecord | undefined> {
    const read = await this.#place.storage.read(key);
    if (read.ok) return read.value;
    this.store.setState({ problem: { attempt: 'read', fault: read.fault } });
    return undefined;
  }

  /** Draws a run beside the one on screen, or no longer. One that is not at hand is read first. */
  async draw(key: string, isDrawn: boolean): Promise<void> {
    this.#room.setState(({ comparedKeys }) => {
      const others = comparedKeys.filter((other) => other !== key);
      return { comparedKeys: isDrawn ? [...others, key] : others };
    });
    await this.#readDrawn();
  }

  /** Draws a run from elsewhere than the store beside the one on screen, or no longer. */
  drawRecord(record: RunRecord, origin: RunOrigin, isDrawn: boolean): void {
    const earlier = earlierRunOf(record, origin);
    const { key } = earlier;
    this.#room.setState(({ comparedKeys, earlierRuns }) => {
      const others = comparedKeys.filter((other) => other !== key);
      if (!isDrawn) return { comparedKeys: others };
      const compared = { comparedKeys: [...others, key], earlierRuns };
      return { ...compared, ...addEarlierRun(compared, earlier) };
    });
  }

  /** Chooses exactly these runs to be drawn, as many as fit. */
  async drawOnly(keys: readonly string[]): Promise<void> {
    this.#room.setState({ comparedKeys: keys });
    await this.#readDrawn();
  }

  dismissProblem(): void {
    this.store.setState({ problem: undefined });
  }

  async #readDrawn(): Promise<void> {
    for (const key of drawnKeys(this.#room.getState())) {
      if (this.#room.getState().earlierRuns.some((earlier) => earlier.key === key)) continue;
      const record = await this.read(key);
      this.#room.setState((state) => {
        if (record === undefined) return { comparedKeys: state.comparedKeys.filter((other) => other !== key) };
        return drawnKeys(state).includes(key) ? addEarlierRun(state, earlierRunOf(record)) : {};
      });
    }
  }

  async #lookAround(): Promise<void> {
    const held = await this.#place.lock.heldKeys();
    const others = [...held].filter((key) => key !== this.#keeper.currentKey);
    const { openElsewhere } = this.store.getState();
    const isSame = others.length === openElsewhere.size && others.every((key) => openElsewhere.has(key));
    if (!isSame) this.store.setState({ openElsewhere: new Set(others) });
  }

  #forget(key: string): void {
    this.#room.setState((state) => ({
      ...forgetRun(state, key),
      ...(state.interrupted?.key === key && { interrupted: undefined }),
    }));
  }

  /** @returns whether it was done */
  async #say(attempt: SavedRunsProblem['attempt'], act: Promise<StoreResult<void>>): Promise<boolean> {
    const result = await act;
    if (!result.ok) {
      this.store.setState({ problem: { attempt, fault: result.fault } });
      void this.refresh();
    }
    return result.ok;
  }
}

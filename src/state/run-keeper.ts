import type { Checkpoint } from '../protocol/checkpoint.ts';
import type { RunPlace } from '../runs/browser-runs.ts';
import { isUnfinished, type RunHeader, type RunRecord, type RunStatus } from '../runs/run-record.ts';
import type { InterruptedRun, ListedRun, StoreFault, StoreResult, WholeRun } from '../runs/run-storage.ts';
import { isEnded } from './run-progress.ts';
import { makeRunRecord, type RunOnScreen } from './run-snapshot.ts';

export interface KeeperListener {
  /** The run on screen can be gone on from here. */
  onSaved(step: number): void;
  /** Runs are not saved; said once, until one is saved again. */
  onFault(fault: StoreFault): void;
}

interface KeptRun {
  readonly key: string;
  readonly number: number | undefined;
  readonly createdAt: number;
  isSaved: boolean;
}

interface Job {
  readonly record: RunRecord;
  readonly checkpoint: Checkpoint | undefined;
}

/**
 * Saves the run on screen as it goes. Training never waits for it: one save is under way, the newest of a run waits, and
 * those in between are dropped.
 */
export class RunKeeper {
  readonly #place: RunPlace;
  readonly #listener: KeeperListener;
  readonly #now: () => number;
  readonly #waiting = new Map<string, Job>();
  #current: KeptRun | undefined;
  #isSaving = false;
  #saving: Promise<void> = Promise.resolve();
  #hasSaidFault = false;
  /** Of all runs that were heard of. */
  #highestNumber = 0;
  /** Milliseconds since 1970, of all saves that were heard of. */
  #lastSavedAt = 0;

  /** @param now milliseconds since 1970 */
  constructor(place: RunPlace, listener: KeeperListener, now: () => number) {
    this.#place = place;
    this.#listener = listener;
    this.#now = now;
    place.changes.listen((number) => this.#noteNumber(number));
  }

  /** The stored run on screen; undefined without one. */
  get currentKey(): string | undefined {
    return this.#current?.key;
  }

  /** A new run is on screen. */
  begin(): { readonly key: string; readonly number: number } {
    const key = this.#place.newKey();
    const number = this.#highestNumber + 1;
    this.#current = { key, number, createdAt: this.#now(), isSaved: false };
    void this.#place.lock.take(key).then(() => this.#place.changes.announce(number));
    this.#noteNumber(number);
    return { key, number };
  }

  /**
   * Saves the run on screen: with a checkpoint as far as that goes, without one as it ended. Takes over the checkpoint's
   * memory.
   */
  save(room: RunOnScreen, checkpoint: Checkpoint | undefined, status?: RunStatus): void {
    const current = this.#current;
    if (current === undefined) return;
    const { key, number, createdAt } = current;
    // A checkpoint may arrive after the end; the history is kept whole then, for there is nothing to go on with.
    const upTo = isEnded(room.run) ? undefined : checkpoint;
    const record = makeRunRecord({ key, number, createdAt, savedAt: this.#savedAt() }, room, upTo, status);
    if (record === undefined) return;
    current.isSaved = true;
    // The end of a run replaces what waits, but not the weights that came with that.
    this.#waiting.set(key, { record, checkpoint: checkpoint ?? this.#waiting.get(key)?.checkpoint });
    if (!this.#isSaving) this.#saving = this.#saveWaiting();
  }

  /** Settles when nothing waits to be saved. */
  async settled(): Promise<void> {
    await this.#saving;
  }

  /** A run with its weights, as far as they are stored. */
  async readWhole(key: string): Promise<StoreResult<WholeRun>> {
    await this.#saving;
    return this.#place.storage.readWhole(key);
  }

  /**
   * The run on screen makes way for another, or for none. As `ended` nobody wants to go on with it after a reload; what is
   * left `to-go-on` stays as it was last saved.
   */
  leave(room: RunOnScreen, as: 'ended' | 'to-go-on'): void {
    const isOver = isEnded(room.run) && room.run.phase !== 'lost';
    if (as === 'ended' && this.#current?.isSaved && !isOver) this.save(room, undefined, 'stopped');
    this.letGo();
  }

  /** Saves no more of the run on screen, and leaves it to other tabs. */
  letGo(): void {
    if (this.#current === undefined) return;
    this.#current = undefined;
    this.#place.lock.release();
    this.#place.changes.announce();
  }

  /** The newest run that no tab has open, when it was interrupted and can be gone on with. */
  async findInterrupted(runs: readonly ListedRun[]): Promise<RunHeader | undefined> {
    for (const { header } of runs) {
      this.#noteNumber(header.number);
      this.#lastSavedAt = Math.max(this.#lastSavedAt, header.savedAt);
    }
    for (const { header, hasCheckpoint } of runs.toSorted((a, b) => b.header.savedAt - a.header.savedAt)) {
      if (await this.#place.lock.isFree(header.key)) return isUnfinished(header) && hasCheckpoint ? header : undefined;
    }
    return undefined;
  }

  /** Makes a stored run the one on screen. */
  async take(key: string): Promise<StoreResult<InterruptedRun>> {
    const { storage, lock } = this.#place;
    const before = this.#current;
    if (!(await lock.take(key))) return { ok: false, fault: { code: 'taken', message: `another tab has ${key}` } };
    const loaded = await storage.load(key);
    // A run that was begun meanwhile has the lock now.
    if (this.#current !== before) return { ok: false, fault: { code: 'taken', message: 'another run was begun' } };
    if (loaded.ok) {
      const { number, createdAt } = loaded.value.record.header;
      this.#current = { key, number, createdAt, isSaved: true };
      this.#place.changes.announce();
    } else lock.release();
    return loaded;
  }

  /** The run on screen as it was last saved. */
  async reload(): Promise<StoreResult<InterruptedRun>> {
    if (this.#current === undefined) return { ok: false, fault: { code: 'missing', message: 'no run is on screen' } };
    return this.#place.storage.load(this.#current.key);
  }

  async discard(key: string): Promise<void> {
    await this.#place.lock.whileFree(key, () => this.#place.storage.remove(key));
  }

  /** Whether another tab has the run. */
  async isTaken(key: string): Promise<boolean> {
    return key !== this.#current?.key && !(await this.#place.lock.isFree(key));
  }

  /** Removes a run that no other tab has; one that is on screen stays there, and is saved no more. */
  async remove(key: string): Promise<StoreResult<void>> {
    const { storage, lock } = this.#place;
    this.#waiting.delete(key);
    if (key !== this.#current?.key) {
      const removed = await lock.whileFree(key, () => storage.remove(key));
      return removed ?? { ok: false, fault: { code: 'taken', message: `another tab has ${key}` } };
    }
    const removed = await storage.remove(key);
    if (removed.ok && key === this.#current?.key) this.letGo();
    return removed;
  }

  /** There may be room again: the next fault is said as the first was. */
  expectRoom(): void {
    this.#hasSaidFault = false;
  }

  async #saveWaiting(): Promise<void> {
    this.#isSaving = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { record, checkpoint } = next;
      const { key } = record.header;
      const saved = await this.#place.storage.save(record, checkpoint);
      if (!saved.ok) this.#say(saved.fault);
      else this.#hasSaidFault = false;
      if (saved.ok && checkpoint !== undefined && key === this.#current?.key) this.#listener.onSaved(checkpoint.step);
    }
    this.#isSaving = false;
  }

  #next(): Job | undefined {
    const [first] = this.#waiting;
    if (first === undefined) return undefined;
    this.#waiting.delete(first[0]);
    return first[1];
  }

  /** Later than each save before, also when the clock was set back: the run saved last is the one to go on with. */
  #savedAt(): number {
    this.#lastSavedAt = Math.max(this.#now(), this.#lastSavedAt + 1);
    return this.#lastSavedAt;
  }

  #noteNumber(number = 0): void {
    this.#highestNumber = Math.max(this.#highestNumber, number);
  }

  #say(fault: StoreFault): void {
    if (this.#hasSaidFault) return;
    this.#hasSaidFault = true;
    this.#listener.onFault(fault);
  }
}

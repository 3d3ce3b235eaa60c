import { asked } from './asked.ts';

/** A channel to the other tabs of this origin. Firefox refuses it where cookies are blocked: its constructor throws. */
export function openChannel(name: string): BroadcastChannel | undefined {
  return asked(() => new BroadcastChannel(name));
}

/** Not there on pages that came over plain http. Being there says little: see `refusalOfLocks`. */
export function lockManager(): LockManager | undefined {
  return asked((): LockManager | undefined => navigator.locks);
}

/** Why the browser grants no locks, though it has them, as Firefox does where cookies are blocked; undefined when it does. */
export async function refusalOfLocks(locks: LockManager): Promise<string | undefined> {
  try {
    await locks.query();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Groups of processes that have not been ended. */
const alive = new Set<number>();

// Whatever becomes of a journey, no browser outlives its process.
process.on('exit', () => {
  for (const id of alive) kill(id);
});

/** A program with all that it starts. */
export interface ProcessGroup {
  readonly child: ChildProcess;
  /** Ends all of it, at once: nothing that a browser would still write is wanted. */
  end(): Promise<void>;
}

export function startGroup(executable: string, parameters: string[], options: SpawnOptions): ProcessGroup {
  const child = spawn(executable, parameters, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) alive.add(pid);
  return {
    child,
    end: async () => {
      if (pid === undefined || !alive.delete(pid)) return;
      const ended = hasEnded(child) ? undefined : new Promise((resolve) => child.once('exit', resolve));
      kill(pid);
      await ended;
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function kill(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

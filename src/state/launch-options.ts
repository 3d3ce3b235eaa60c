import { BACKEND_CHOICES, type BackendChoice } from '../protocol/messages.ts';

/**
 * What the address asks of the engine: `?backend=wasm&threads=2`. A value that makes no sense is left out and named.
 */
export interface LaunchOptions {
  readonly backend: BackendChoice;
  /** 0 chooses by the machine. */
  readonly threads: number;
  /** One sentence for each value that was ignored. */
  readonly notices: readonly string[];
}

/** As many as the contract takes. */
const THREADS_LIMIT = 64;

export function parseLaunchOptions(query: string): LaunchOptions {
  const parameters = new URLSearchParams(query);
  const notices: string[] = [];

  const askedBackend = parameters.get('backend');
  const backend = BACKEND_CHOICES.find((choice) => choice === (askedBackend ?? 'auto'));
  if (backend === undefined) {
    notices.push(`The address asks for the backend “${shortened(askedBackend)}”; it can be auto, webgpu or wasm.`);
  }

  const askedThreads = parameters.get('threads');
  const threads = askedThreads === null ? 0 : parseThreads(askedThreads);
  if (threads === undefined) {
    notices.push(
      `The address asks for “${shortened(askedThreads)}” threads; it can be a whole number from 1 to ${THREADS_LIMIT}.`,
    );
  }
  return { backend: backend ?? 'auto', threads: threads ?? 0, notices };
}

function parseThreads(text: string): number | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const threads = Number(text);
  return threads >= 1 && threads <= THREADS_LIMIT ? threads : undefined;
}

/** An address can carry any text; a notice shows a little of it. */
function shortened(text: string | null): string {
  return (text ?? '').slice(0, 24);
}

/**
 * Stored forms of released versions, kept in the tree as JSON for tests, with what JSON has no word for: an array of numbers
 * is `{"Float32Array": "1 2 3"}`, an infinity `{"number": "Infinity"}`.
 */

const KINDS = { Float32Array, Uint8Array, Uint16Array, Uint32Array } as const;

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The form as the store had it. */
export function thawed(frozen: unknown): unknown {
  if (Array.isArray(frozen)) return frozen.map(thawed);
  if (!isFields(frozen)) return frozen;
  const [[name = '', text] = []] = Object.entries(frozen);
  if (typeof text === 'string' && name === 'number') return Number(text);
  const Kind = Object.entries(KINDS).find(([kind]) => kind === name)?.[1];
  if (typeof text === 'string' && Kind !== undefined) return Kind.from(text === '' ? [] : text.split(' ').map(Number));
  return Object.fromEntries(Object.entries(frozen).map(([key, value]) => [key, thawed(value)]));
}

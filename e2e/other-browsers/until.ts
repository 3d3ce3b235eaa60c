const PAUSE_MS = 100;

/** Looks again and again, as a person does who waits for something to come. */
export async function until<Value>(
  look: () => Promise<Value>,
  isThere: (value: Value) => boolean,
  complaint: () => string,
  patienceMs = 30_000,
): Promise<Value> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const value = await look();
    if (isThere(value)) return value;
    if (performance.now() > end)
      throw new Error(`${complaint()} within ${patienceMs / 1000} s; last seen: ${String(value).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/**
 * What a browser may refuse. Settings (blocked cookies, private windows, frames in other pages) and age take such things
 * away in different ways: they are missing, or asking for them throws, or they are there and refuse at their first use.
 * So each is asked for in this folder and nowhere else, and undefined means that the caller goes on without.
 */
export function asked<Value>(ask: () => Value | undefined): Value | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

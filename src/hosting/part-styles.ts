/**
 * The style sheets of parts. The loader that Vite builds in asks for each sheet of a part once: one that did not come it
 * takes for loaded when the part is asked for again, which would then be there without its styles. So a sheet that failed
 * is remembered here, and fetched first.
 */

const notes = new Set<Set<string>>();

/** Listens to all sheets of the page that fail from now on. */
export function watchStyles(): void {
  document.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
      target.remove();
      for (const failed of notes) failed.add(target.href);
    },
    // The event does not rise from the element.
    { capture: true },
  );
}

/** Adds to `failed` the address of each sheet that fails. @returns what ends it */
export function noteFailedStyles(failed: Set<string>): () => void {
  notes.add(failed);
  return () => notes.delete(failed);
}

/** Fetches these sheets; those that came are taken off. @throws when one does not come */
export async function fetchStyles(addresses: Set<string>): Promise<void> {
  await Promise.all(
    [...addresses].map(async (address) => {
      await fetchStyle(address);
      addresses.delete(address);
    }),
  );
}

function fetchStyle(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.crossOrigin = '';
    link.href = address;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`${address} could not be fetched`)));
    document.head.append(link);
  });
}

import { type ComponentType, useState } from 'react';

/** Says what to do where no other words fit. */
export const NOT_LOADED = 'This part of the page could not be loaded. Try again, or reload the page.';

/**
 * A part of the page in a chunk of its own, fetched when it is first wanted: dialogs are a seventh of what the page would
 * load else, and most visits open none.
 */
export function useOnDemand<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props>>();
  const [hasFailed, setFailed] = useState(false);
  /** @returns whether it is there */
  const fetch = async (): Promise<boolean> => {
    try {
      const loaded = await load();
      setPart(() => loaded);
      setFailed(false);
      return true;
    } catch {
      setFailed(true);
      return false;
    }
  };
  return { Part, hasFailed, fetch };
}

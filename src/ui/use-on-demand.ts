import { type ComponentType, useEffect, useState } from 'react';

/** Says what to do where no other words fit. */
export const NOT_LOADED = 'This part of the page could not be loaded. Try again, or reload the page.';

/**
 * A dialog in a chunk of its own, fetched when it is first opened: all dialogs together are a tenth of what the page would
 * load else, and most visits open none.
 */
export function useOnDemand<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props>>();
  const [hasFailed, setFailed] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    // It is on the page closed before it opens: only then it knows where the focus goes back to.
    setOpen(isWanted && Part !== undefined);
  }, [isWanted, Part]);

  /** @returns whether it can be opened */
  const open = async (): Promise<boolean> => {
    try {
      const loaded = await load();
      setPart(() => loaded);
      setWanted(true);
      setFailed(false);
      return true;
    } catch {
      setFailed(true);
      return false;
    }
  };
  return { Part, isOpen, hasFailed, open, close: () => setWanted(false) };
}

import { type ComponentType, useEffect, useState } from 'react';
import type { Part } from '../hosting/part.ts';

/** A dialog as its button has it; `OnDemand` puts it on the page. */
export interface DialogOnDemand<Props> {
  /** Undefined until it was fetched. */
  readonly Part: ComponentType<Props> | undefined;
  readonly isOpen: boolean;
  /** Why it can't be opened; undefined otherwise. */
  readonly failure: unknown;
  /** @returns whether it can be opened */
  readonly open: () => Promise<boolean>;
  readonly close: () => void;
}

/**
 * A dialog in a chunk of its own, fetched when it is first opened: all dialogs together are a tenth of what the page would
 * load else, and most visits open none.
 */
export function useOnDemand<Props>(dialog: Part<ComponentType<Props>>): DialogOnDemand<Props> {
  const [Part, setPart] = useState<ComponentType<Props>>();
  const [failure, setFailure] = useState<unknown>();
  const [isWanted, setWanted] = useState(false);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    // It is on the page closed before it opens: only then it knows where the focus goes back to.
    setOpen(isWanted && Part !== undefined);
  }, [isWanted, Part]);

  const open = async (): Promise<boolean> => {
    try {
      const loaded = await dialog.load();
      setPart(() => loaded);
      setWanted(true);
      setFailure(undefined);
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    }
  };
  const close = () => {
    setWanted(false);
    setFailure(undefined);
  };
  return { Part, isOpen, failure, open, close };
}

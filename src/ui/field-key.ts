import type { KeyboardEvent } from 'react';

/** What an input method takes for itself has this code, in Safari also for the Enter that ends the composing. */
const COMPOSING_CODE = 229;

type PressedKey = Pick<KeyboardEvent, 'key' | 'keyCode'> & { readonly nativeEvent: { readonly isComposing: boolean } };

/**
 * The key that was pressed in a field; undefined while an input method composes: then Enter chooses what was composed,
 * Escape drops it, and arrows go through what there is to choose.
 */
export function fieldKey({ key, keyCode, nativeEvent }: PressedKey): string | undefined {
  return nativeEvent.isComposing || keyCode === COMPOSING_CODE ? undefined : key;
}

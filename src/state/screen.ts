/** What is on show besides the run: chosen by the address, so that a place can be linked and Back goes back. */
export type Screen = { readonly kind: 'train' } | { readonly kind: 'inside' };

export const TRAIN_SCREEN: Screen = { kind: 'train' };

/** Addresses of the screens, for links within the app. */
export const SCREEN_LINKS = { train: '#screen=train', inside: '#screen=inside' } as const;

/** The screen that the hash of an address leads to; Train for one that is not known. */
export function readScreen(hash: string): Screen {
  return hash === SCREEN_LINKS.inside ? { kind: 'inside' } : TRAIN_SCREEN;
}

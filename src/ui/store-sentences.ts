import type { StoreFaultCode } from '../state/room-state.ts';

/** Why runs can't be saved, or a saved one can't be read, and what helps. */
export const STORE_SENTENCES: Readonly<Record<StoreFaultCode, string>> = {
  unavailable:
    'The browser stores nothing for this page. Blocked cookies, a private window or an address without https may be the reason.',
  blocked: 'An older version of this page is open in another tab. Close that tab.',
  outdated: 'A newer version of this page is open in another tab. Reload this one when its run has ended.',
  full: 'The browser’s storage for this page is full.',
  taken: 'It is open in another tab.',
  missing: 'Its weights are no longer stored.',
  unreadable: 'This version of the page can’t read what was saved.',
  failed: 'The browser’s storage reported an error.',
};

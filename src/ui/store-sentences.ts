import type { StoreFaultCode } from '../state/room-state.ts';

/** Why runs can't be saved, or a saved one can't be read, and what helps. */
export const STORE_SENTENCES: Readonly<Record<StoreFaultCode, string>> = {
  unavailable:
    'The browser keeps nothing for this page. Blocked cookies, a private window or an address without https may be why.',
  blocked: 'Another tab with an older version of this page is in the way. Close it.',
  outdated: 'Another tab has a newer version of this page. Reload this one once its run has ended.',
  full: 'The browser has no room left.',
  taken: 'Another tab has it open.',
  missing: 'Its weights are no longer kept.',
  unreadable: 'What was saved can’t be read by this version of the page.',
  failed: 'The browser’s storage gave an error.',
};

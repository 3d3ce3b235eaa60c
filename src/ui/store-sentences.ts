import type { StoreFaultCode } from '../state/room-state.ts';

/** Why runs can't be saved, or a saved one can't be read, and what helps. */
export const STORE_SENTENCES: Readonly<Record<StoreFaultCode, string>> = {
  unavailable:
    'The browser keeps nothing for this page. Blocked cookies, a private window or an address without https may be why.',
  blocked:
    'Another tab with an older version of this page holds the saved runs open. Close it: this tab tries again by itself.',
  outdated:
    'Another tab has a newer version of this page, which has taken over the saved runs. Reload this tab to get that version too, once its run has ended.',
  'newer-database':
    'The saved runs are those of a newer version of this page, and this one doesn’t touch them. Reload the page to get that version; if this one stays, the server still has it.',
  damaged:
    'The browser can’t open what it has saved of this page: its files may be damaged, or the disk full. Restart the browser. If that doesn’t help, delete this page’s data in the browser’s settings; the saved runs go with it.',
  full: 'The browser has no room left.',
  taken: 'Another tab has it open.',
  missing: 'Its weights are no longer kept.',
  unreadable: 'What was saved can’t be read by this version of the page.',
  failed: 'The browser’s storage gave an error. It is tried again with the next save.',
};

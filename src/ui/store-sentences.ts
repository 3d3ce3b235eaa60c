import type { StoreFaultCode } from '../state/room-state.ts';

/** Why runs can't be saved, or a saved one can't be read, and what helps. */
export const STORE_SENTENCES: Readonly<Record<StoreFaultCode, string>> = {
  unavailable:
    'The browser stores nothing for this page. Blocked cookies, a private window or an address without https may be the reason.',
  blocked:
    'An older version of this page is open in another tab and holds the saved runs. Close that tab: this one tries again by itself.',
  outdated:
    'A newer version of this page is open in another tab and has taken over the saved runs. Reload this tab to get that version too, once its run has ended.',
  'newer-database':
    'The saved runs belong to a newer version of this page, and this one doesn’t touch them. Reload the page to get that version; if this one comes back, the server still has it.',
  damaged:
    'The browser can’t open what it has stored for this page: its files may be damaged, or the disk may be full. Restart the browser. If that doesn’t help, delete this page’s data in the browser’s settings; the saved runs are deleted with it.',
  full: 'The browser’s storage for this page is full.',
  taken: 'It is open in another tab.',
  missing: 'Its weights are no longer stored.',
  unreadable: 'This version of the page can’t read what was saved.',
  failed: 'The browser’s storage reported an error. The next save tries again.',
};

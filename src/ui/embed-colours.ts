import type { MantineColorSchemeManager } from '@mantine/core';

/** A frame in another page looks as the system does: what was chosen on a page of its own is not what fits around it. */
export const SYSTEM_COLOURS: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

import { Button, type CSSVariablesResolver, createTheme, Portal } from '@mantine/core';

/** Where hints and dialogs are put: within the main landmark, so that a screen reader's user is never outside of all. */
export const OVERLAYS_ID = 'overlays';

/** Hiding the page's scroll bar behind a dialog takes a style element, which the page's policy refuses; the wheel is still held. */
const DIALOG = { defaultProps: { removeScrollProps: { removeScrollBar: false } } };

export const theme = createTheme({
  primaryColor: 'blue',
  // Darker than Mantine's default, so that white text on it reaches a contrast of 4.5.
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { fw: 500 } }),
    // By their names alone: dialogs are fetched when one is wanted.
    Drawer: DIALOG,
    Modal: DIALOG,
    Portal: Portal.extend({ defaultProps: { target: `#${OVERLAYS_ID}` } }),
  },
});

/** Mantine's greys for secondary text and placeholders miss a contrast of 4.5 on both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#505a67',
    '--mantine-color-error': '#b02a2a',
    '--mantine-color-placeholder': '#5c6672',
    '--mantine-color-body': '#f3f5f8',
  },
  dark: {
    '--mantine-color-dimmed': '#aab4c0',
    '--mantine-color-error': '#ff9c96',
    '--mantine-color-placeholder': '#9aa4b0',
    '--mantine-color-body': '#111317',
  },
});

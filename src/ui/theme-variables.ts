import {
  type ConvertCSSVariablesInput,
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { cssVariables, theme } from './theme.ts';

type Part = keyof ConvertCSSVariablesInput;

/**
 * Puts the theme's CSS variables in force, as far as they differ from Mantine's own (those are in its style sheet). Mantine
 * itself would write a style element, which the page's Content-Security-Policy refuses; a constructed sheet is none.
 */
export function adoptThemeVariables(): void {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const defaults = defaultCssVariablesResolver(DEFAULT_THEME);
  const derived = defaultCssVariablesResolver(merged);
  const chosen = cssVariables(merged);
  const changed = (part: Part): Record<string, string> => {
    const values: Record<string, string> = { ...derived[part], ...chosen[part] };
    const known: Record<string, string> = { ...defaults[part] };
    return Object.fromEntries(Object.entries(values).filter(([name, value]) => known[name] !== value));
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    convertCssVariables({ variables: changed('variables'), light: changed('light'), dark: changed('dark') }),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

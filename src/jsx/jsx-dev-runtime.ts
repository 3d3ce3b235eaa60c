import type { ElementType, Key, ReactElement } from 'react';
import { Fragment, type JSXSource, jsxDEV as reactJsxDEV } from 'react/jsx-dev-runtime';
import { withOwnedText } from './owned-text.ts';

/** The same as `jsx-runtime.ts`, with what React wants to know while the page is developed. */

export { Fragment };

export function jsxDEV(
  type: ElementType,
  props: unknown,
  key: Key | undefined,
  hasSeveralChildren: boolean,
  source?: JSXSource,
  self?: unknown,
): ReactElement {
  if (!hasSeveralChildren && type !== Fragment) return reactJsxDEV(type, props, key, false, source, self);
  const owned = withOwnedText(type, props);
  return reactJsxDEV(type, owned.props, key, owned.isList, source, self);
}

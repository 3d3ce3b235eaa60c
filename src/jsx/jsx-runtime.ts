import type { ElementType, Key, ReactElement } from 'react';
import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime';
import { withOwnedText } from './owned-text.ts';

/** What the JSX of this project is compiled to: React's own functions, and text that survives a translator. */

export { Fragment };

export function jsx(type: ElementType, props: unknown, key?: Key): ReactElement {
  return reactJsx(type, type === Fragment ? withOwnedText(type, props).props : props, key);
}

/** Of an element with several children. */
export function jsxs(type: ElementType, props: unknown, key?: Key): ReactElement {
  const owned = withOwnedText(type, props);
  return (owned.isList ? reactJsxs : reactJsx)(type, owned.props, key);
}

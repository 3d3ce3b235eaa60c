import { createElement, Fragment } from 'react';

/**
 * Gives each text that stands beside other children an element of its own. A browser's translator takes text nodes out of
 * their place and puts each into a `<font>`. React remembers the node, not the place: it then updates a node that nobody
 * sees, or throws when it removes one or inserts something before it (https://github.com/facebook/react/issues/11538).
 * Text that is all its element holds is safe, because React replaces that as a whole.
 */

/** In these, text is broken up by another element than elsewhere. */
const SVG_TEXT: ReadonlySet<unknown> = new Set(['text', 'tspan', 'textPath']);

function isText(child: unknown): child is string | number | bigint {
  return (typeof child === 'string' && child !== '') || typeof child === 'number' || typeof child === 'bigint';
}

function isNothing(child: unknown): boolean {
  return child === undefined || child === null || typeof child === 'boolean' || child === '';
}

/** @param children as JSX lists them: what stands in a place stays there from one drawing to the next */
function ownedText(type: unknown, children: readonly unknown[]): unknown {
  if (!children.some(isText)) return children;
  // A fragment has no element to hold text alone: its parent may have other children.
  const isTextAlone = type !== Fragment && children.every((child) => isText(child) || isNothing(child));
  if (isTextAlone) return children.map((child) => (isText(child) ? String(child) : '')).join('');
  const owner = SVG_TEXT.has(type) ? 'tspan' : 'span';
  const owned: unknown[] = [...children];
  for (const [index, child] of children.entries()) {
    if (!isText(child)) continue;
    const text = textFrom(children, index);
    if (index > 0 && isText(children[index - 1])) owned[index] = null;
    // Space between two elements has nothing to translate, and would be an item of a flex box if it were in a third.
    else if (text.trim() !== '') owned[index] = createElement(owner, null, text);
    else owned[index] = text;
  }
  return owned;
}

/** The text that begins here, up to what is none. */
function textFrom(children: readonly unknown[], start: number): string {
  let text = '';
  for (let index = start; isText(children[index]); index++) text += children[index];
  return text;
}

/** The properties of an element with its text owned, and whether its children are still a list. */
export function withOwnedText(type: unknown, props: unknown): { readonly props: unknown; readonly isList: boolean } {
  if (typeof props !== 'object' || props === null || !('children' in props)) return { props, isList: false };
  if (Array.isArray(props.children)) {
    const children = ownedText(type, props.children);
    return { props: { ...props, children }, isList: Array.isArray(children) };
  }
  if (type !== Fragment || !isText(props.children)) return { props, isList: false };
  return { props: { ...props, children: createElement('span', null, props.children) }, isList: false };
}

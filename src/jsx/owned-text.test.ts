import type { ElementType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Fragment, jsx, jsxs } from './jsx-runtime.ts';

/** The markup of what JSX compiles to when an element has these children. */
function markup(type: ElementType, ...children: unknown[]): string {
  const [only] = children;
  return renderToStaticMarkup(children.length === 1 ? jsx(type, { children: only }) : jsxs(type, { children }));
}

const BOLD = jsx('b', { children: 'x' });

describe('text beside other children', () => {
  it('is one text where there is nothing but text', () => {
    expect(markup('p', 'Delete ', 3, ' runs')).toBe('<p>Delete 3 runs</p>');
    expect(markup('p', 'step ', 0, false, undefined, null, '')).toBe('<p>step 0</p>');
    expect(jsxs('p', { children: ['Delete ', 3] }).props).toEqual({ children: 'Delete 3' });
  });

  it('is in an element of its own where there is more', () => {
    expect(markup('p', 'step ', 7, BOLD, ' of ', 9)).toBe('<p><span>step 7</span><b>x</b><span> of 9</span></p>');
    expect(markup('p', BOLD, ' ', 'why')).toBe('<p><b>x</b><span> why</span></p>');
  });

  it('is in an element of its own in a fragment, whose parent may have more', () => {
    expect(markup(Fragment, 'step ', 7)).toBe('<span>step 7</span>');
    expect(markup(Fragment, 'step')).toBe('<span>step</span>');
    expect(markup(Fragment, BOLD)).toBe('<b>x</b>');
  });

  it('is broken up in drawings as drawings do it', () => {
    const inner = jsx('tspan', { children: 'x' });
    expect(markup('text', 7, inner)).toBe('<text><tspan>7</tspan><tspan>x</tspan></text>');
  });

  it('stays where it is: what stands beside it does not change places', () => {
    const childrenOf = (isBold: boolean) => jsxs('p', { children: ['a', 'b', isBold && BOLD, 'c'] }).props;
    expect(childrenOf(true)).toMatchObject({
      children: [{ type: 'span', props: { children: 'ab' } }, null, BOLD, { type: 'span', props: { children: 'c' } }],
    });
    expect(childrenOf(false)).toEqual({ children: 'abc' });
  });

  it('leaves space between elements, and whatever holds no text, as it is', () => {
    expect(markup('p', BOLD, ' ', BOLD)).toBe('<p><b>x</b> <b>x</b></p>');
    expect(markup('p', BOLD, false, BOLD)).toBe('<p><b>x</b><b>x</b></p>');
  });
});

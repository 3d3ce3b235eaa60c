import type { ComponentType } from 'react';
import type { Part } from '../hosting/part.ts';
import { lazyPart } from './lazy-part.tsx';

/** A screen in a chunk of its own. Nothing stands in its place until it is there. */
export function lazyScreen<Props extends object>(screen: Part<ComponentType<Props>>): ComponentType<Props> {
  return lazyPart(
    screen,
    () => <div className="screen" />,
    // Whoever followed a link to it arrived before it did.
    () => document.querySelector('main')?.focus({ preventScroll: true }),
  );
}

import type { LaidOut, LayoutInput } from './umap-layout.ts';

/** What the page asks of the worker that lays out. Both are built together, so neither doubts the other. */

export interface LayoutRequest {
  readonly id: number;
  readonly input: LayoutInput;
}

export type LayoutReport =
  | { readonly kind: 'progress'; readonly id: number; readonly share: number }
  | ({ readonly kind: 'done'; readonly id: number } & LaidOut)
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

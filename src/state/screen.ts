/** What is on show besides the run: chosen by the address, so that a place can be linked and Back goes back. */
export type Screen =
  | { readonly kind: 'train' }
  | { readonly kind: 'inside' }
  | { readonly kind: 'runs' }
  | { readonly kind: 'reference' }
  | { readonly kind: 'lessons' }
  | { readonly kind: 'lesson'; readonly id: string };

/** Whether it shows curves and matrix, which a projector is to show large. */
export function canPresent({ kind }: Screen): boolean {
  return kind === 'train' || kind === 'lesson';
}

export const TRAIN_SCREEN: Screen = { kind: 'train' };

/** Whether a link to the screen names the experiment of the panel; the others are places of their own. */
export function showsExperiment({ kind }: Screen): boolean {
  return kind === 'train' || kind === 'inside' || kind === 'runs';
}

/** Addresses of the screens, for links within the app. */
export const SCREEN_LINKS = {
  train: '#screen=train',
  runs: '#screen=runs',
  reference: '#screen=reference',
  inside: '#screen=inside',
  lessons: '#screen=lessons',
} as const;

export function lessonLink(id: string): string {
  return `#lesson=${id}`;
}

import { type ParsedLink, parseLink, writeLink } from '../experiment/link.ts';
import type { Experiment } from '../experiment/schema.ts';
import { LESSONS } from '../lessons/lessons.ts';

/** What is on show besides the run: chosen by the address, so that a place can be linked and Back goes back. */
export type Screen =
  | { readonly kind: 'train' }
  | { readonly kind: 'lessons' }
  | { readonly kind: 'lesson'; readonly id: string };

export const TRAIN_SCREEN: Screen = { kind: 'train' };

/** Addresses of the screens, for links within the app. */
export const SCREEN_LINKS = { train: '#screen=train', lessons: '#screen=lessons' } as const;

export function lessonLink(id: string): string {
  return `#lesson=${id}`;
}

/** The hash that leads others to what is on screen. */
export function linkTo({ screen, draft }: { readonly screen: Screen; readonly draft: Experiment }): string {
  if (screen.kind === 'lesson') return lessonLink(screen.id);
  return screen.kind === 'lessons' ? SCREEN_LINKS.lessons : writeLink(draft);
}

interface Address {
  readonly screen: Screen;
  /** One sentence for each part that was ignored or replaced. */
  readonly notices: readonly string[];
  readonly draft?: Experiment;
}

/** What the hash of an address changes in the state. A link without settings leaves the draft as it is. */
export function readAddress(hash: string): Address {
  const link = parseLink(hash);
  if ('refused' in link) return { screen: TRAIN_SCREEN, notices: [link.refused] };
  const notices = [...link.notices];
  const screen = screenOf(link, notices);
  return { screen, notices, ...(link.experiment === undefined ? {} : { draft: link.experiment }) };
}

function screenOf({ lesson, screen }: Exclude<ParsedLink, { refused: string }>, notices: string[]): Screen {
  if (lesson !== undefined) {
    if (LESSONS.some(({ id }) => id === lesson)) return { kind: 'lesson', id: lesson };
    notices.push(`There is no lesson “${lesson}”; these are the lessons there are.`);
    return { kind: 'lessons' };
  }
  if (screen === 'lessons') return { kind: 'lessons' };
  if (screen !== undefined && screen !== 'train') notices.push(`There is no screen “${screen}”.`);
  return TRAIN_SCREEN;
}

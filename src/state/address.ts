import { type ParsedLink, parseLink, writeLink } from '../experiment/link.ts';
import type { ModeKey } from '../experiment/link-modes.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { RoomState } from './room-state.ts';
import { isOfLessons, lessonLink, SCREEN_LINKS, type Screen, TRAIN_SCREEN } from './screen.ts';

/** The hash that leads others to what is on screen. */
export function linkTo({ screen, draft }: Pick<RoomState, 'screen' | 'draft'>): string {
  if (screen.kind === 'lesson') return lessonLink(screen.id);
  return screen.kind === 'lessons' ? SCREEN_LINKS.lessons : writeLink(draft);
}

/** What the hash of an address changes in the state. A link without settings leaves the draft as it is. */
export function readAddress(hash: string): Pick<RoomState, 'screen' | 'notices'> & Partial<RoomState> {
  const link = parseLink(hash);
  if ('refused' in link) return { screen: TRAIN_SCREEN, notices: [link.refused] };
  const notices = [...link.notices];
  const screen = screenOf(link, notices);
  return {
    screen,
    notices,
    ...modesOf(link.modes ?? [], screen, notices),
    ...(link.experiment === undefined ? {} : { draft: link.experiment }),
  };
}

/** What is not asked for stays as it is: going from screen to screen doesn't end a presentation. */
function modesOf(modes: readonly ModeKey[], screen: Screen, notices: string[]): Partial<RoomState> {
  const wantsAutostart = modes.includes('autostart');
  if (wantsAutostart && isOfLessons(screen)) {
    notices.push('A lesson starts its runs with its own button, so autostart was ignored.');
  }
  return {
    ...(modes.includes('embed') && { isEmbedded: true }),
    ...(modes.includes('present') && { isPresenting: true }),
    ...(wantsAutostart && !isOfLessons(screen) && { wantsAutostart }),
  };
}

function screenOf({ lesson, screen }: Exclude<ParsedLink, { refused: string }>, notices: string[]): Screen {
  if (lesson !== undefined) {
    if (LESSONS.some(({ id }) => id === lesson)) return { kind: 'lesson', id: lesson };
    notices.push(`There is no lesson “${lesson}”; these are the lessons there are.`);
    return { kind: 'lessons' };
  }
  if (screen === 'lessons' || screen === 'inside' || screen === 'runs') return { kind: screen };
  if (screen !== undefined && screen !== 'train') notices.push(`There is no screen “${screen}”.`);
  return TRAIN_SCREEN;
}

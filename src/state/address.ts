import { type ParsedLink, parseLink, writeLink } from '../experiment/link.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { RoomState } from './room-state.ts';
import { lessonLink, SCREEN_LINKS, type Screen, TRAIN_SCREEN } from './screen.ts';

/** The hash that leads others to what is on screen. */
export function linkTo({ screen, draft }: Pick<RoomState, 'screen' | 'draft'>): string {
  if (screen.kind === 'lesson') return lessonLink(screen.id);
  return screen.kind === 'lessons' ? SCREEN_LINKS.lessons : writeLink(draft);
}

/** What the hash of an address changes in the state. A link without settings leaves the draft as it is. */
export function readAddress(hash: string): Pick<RoomState, 'screen' | 'notices'> & Partial<Pick<RoomState, 'draft'>> {
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
  if (screen === 'lessons' || screen === 'inside' || screen === 'runs') return { kind: screen };
  if (screen !== undefined && screen !== 'train') notices.push(`There is no screen “${screen}”.`);
  return TRAIN_SCREEN;
}

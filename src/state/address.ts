import { type LinkResults, type ParsedLink, parseLink, writeLink } from '../experiment/link.ts';
import type { ModeKey } from '../experiment/link-modes.ts';
import { repairedHash } from '../experiment/link-repair.ts';
import { LESSONS } from '../lessons/lessons.ts';
import type { RoomState } from './room-state.ts';
import { lessonLink, SCREEN_LINKS, type Screen, showsExperiment, TRAIN_SCREEN } from './screen.ts';

/** The hash that leads others to what is on screen. */
export function linkTo({ screen, draft }: Pick<RoomState, 'screen' | 'draft'>): string {
  if (screen.kind === 'lesson') return lessonLink(screen.id);
  if (screen.kind === 'lessons' || screen.kind === 'reference') return SCREEN_LINKS[screen.kind];
  return writeLink(draft);
}

type Modes = Partial<Pick<RoomState, 'isEmbedded' | 'isPresenting' | 'wantsAutostart'>>;

interface Place extends Pick<RoomState, 'screen' | 'notices'>, Partial<Pick<RoomState, 'draft'>>, Modes {
  /** Not yet read. */
  readonly results?: LinkResults;
}

/** What the hash of an address changes in the state. A link without settings leaves the draft as it is. */
export function readAddress(hash: string): Place {
  const repaired = repairedHash(hash);
  const link = parseLink(repaired.hash);
  if ('refused' in link) return { screen: TRAIN_SCREEN, notices: [link.refused] };
  const notices = [...repaired.notices, ...link.notices];
  const screen = screenOf(link, notices);
  const { experiment, modes = [], results } = link;
  return {
    screen,
    notices,
    ...modesOf(modes, screen, results !== undefined, notices),
    ...(experiment && { draft: experiment }),
    ...(results && { results }),
  };
}

/** What is not asked for stays as it is: going from screen to screen doesn't end a presentation. */
function modesOf(modes: readonly ModeKey[], screen: Screen, hasResults: boolean, notices: string[]): Modes {
  const wantsAutostart = modes.includes('autostart');
  const canStart = showsExperiment(screen) && !hasResults;
  if (wantsAutostart && !canStart) {
    notices.push('Only a link to an experiment without results can start a run, so autostart was ignored.');
  }
  return {
    ...(modes.includes('embed') && { isEmbedded: true }),
    ...(modes.includes('present') && { isPresenting: true }),
    ...(wantsAutostart && canStart && { wantsAutostart }),
  };
}

function screenOf({ lesson, screen }: Exclude<ParsedLink, { refused: string }>, notices: string[]): Screen {
  if (lesson !== undefined) {
    if (LESSONS.some(({ id }) => id === lesson)) return { kind: 'lesson', id: lesson };
    notices.push(`There is no lesson “${lesson}”. Here are all the lessons.`);
    return { kind: 'lessons' };
  }
  if (screen === 'lessons' || screen === 'inside' || screen === 'runs' || screen === 'reference') {
    return { kind: screen };
  }
  if (screen !== undefined && screen !== 'train') notices.push(`There is no screen “${screen}”.`);
  return TRAIN_SCREEN;
}

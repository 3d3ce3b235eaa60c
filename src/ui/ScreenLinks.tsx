import { SCREEN_LINKS } from '../state/screen.ts';
import { useRoom } from './room-context.ts';

/** The way from screen to screen: links, so that a screen can be opened beside another and Back goes back. */
export function ScreenLinks() {
  const kind = useRoom(({ screen }) => screen.kind);
  return (
    <nav className="screen-links" aria-label="Screens">
      <a href={SCREEN_LINKS.train} aria-current={kind === 'train' ? 'page' : undefined}>
        Train
      </a>
      <a href={SCREEN_LINKS.runs} aria-current={kind === 'runs' ? 'page' : undefined}>
        Runs
      </a>
      <a href={SCREEN_LINKS.inside} aria-current={kind === 'inside' ? 'page' : undefined}>
        Look inside
      </a>
      <a href={SCREEN_LINKS.lessons} aria-current={kind === 'lessons' || kind === 'lesson' ? 'page' : undefined}>
        Lessons
      </a>
    </nav>
  );
}

import { SCREEN_LINKS } from '../state/screen.ts';
import { useRoom } from './room-context.ts';

/** The way from screen to screen: links, so that a screen can be opened beside another and Back goes back. */
export function ScreenLinks() {
  const isTrain = useRoom(({ screen }) => screen.kind === 'train');
  return (
    <nav className="screen-links" aria-label="Screens">
      <a href={SCREEN_LINKS.train} aria-current={isTrain ? 'page' : undefined}>
        Train
      </a>
      <a href={SCREEN_LINKS.lessons} aria-current={isTrain ? undefined : 'page'}>
        Lessons
      </a>
    </nav>
  );
}

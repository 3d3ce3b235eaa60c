import { useRoom } from './room-context.ts';
import './skip-link.css';

/** Past the header, to what most people come for. No link: the address says which screen is shown. */
export function SkipLink() {
  const hasRun = useRoom(({ screen }) => screen.kind === 'train' || screen.kind === 'lesson');
  const skip = () => {
    const main = document.querySelector('main');
    const primary = main?.querySelector<HTMLElement>('.run-primary:enabled, .lesson-primary:not(:disabled)');
    (primary ?? main)?.focus();
  };
  return (
    <button type="button" className="skip-link" onClick={skip}>
      {hasRun ? 'Skip to Train' : 'Skip to the content'}
    </button>
  );
}

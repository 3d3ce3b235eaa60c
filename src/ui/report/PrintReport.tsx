import { type ComponentType, useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { part } from '../../hosting/part.ts';
import { useRoom } from '../room-context.ts';
import { hasReport } from './has-report.ts';
import './print.css';

const RUN_REPORT = part(async () => (await import('./RunReport.tsx')).RunReport);

/**
 * On paper the screen of a run is a report of the run. It is there only while the browser prints: a report kept up to date
 * all the time would cost training its share. Other screens are printed as they are, without what one presses.
 */
export function PrintReport() {
  const isMeasured = useRoom(({ evaluations }) => evaluations.length > 0);
  const printsReport = useRoom(hasReport);
  const [Report, setReport] = useState<ComponentType>();
  const isPrinting = useIsPrinting();
  useEffect(() => {
    if (!isMeasured) return;
    // A browser that is about to print waits for nothing: it is fetched before. Without it the screen itself is printed.
    RUN_REPORT.load().then(
      (RunReport) => setReport(() => RunReport),
      () => undefined,
    );
  }, [isMeasured]);
  if (!isPrinting || !printsReport || Report === undefined) return null;
  return createPortal(<Report />, document.body);
}

/** What is on the page when the browser has told of it is what gets printed: so it is drawn at once. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const set = (isNow: boolean) => flushSync(() => setPrinting(isNow));
    const begin = () => set(true);
    const end = () => set(false);
    // Safari on a phone has no such events, but changes its medium.
    const medium = window.matchMedia('print');
    const change = ({ matches }: MediaQueryListEvent) => set(matches);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    medium.addEventListener('change', change);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      medium.removeEventListener('change', change);
    };
  }, []);
  return isPrinting;
}

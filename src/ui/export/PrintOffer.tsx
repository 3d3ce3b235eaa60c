import { Button } from '@mantine/core';
import { hasReport } from '../report/has-report.ts';
import { useRoom } from '../room-context.ts';
import { Offer } from './Offer.tsx';

/** The report on paper. The browser's own Print does the same. */
export function PrintOffer() {
  const isThere = useRoom(hasReport);
  if (!isThere) return null;
  return (
    <Offer
      title="Report"
      about="On paper or as a PDF: settings, curves, matrix, table by class, test result, device and epochs. The browser’s own Print gives the same."
    >
      <Button size="compact-sm" variant="default" onClick={() => window.print()}>
        Print
      </Button>
    </Offer>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { part } from '../../hosting/part.ts';
import { OnDemand } from '../faults/OnDemand.tsx';
import { countText } from '../format.ts';
import { useOnDemand } from '../use-on-demand.ts';
import { QR_LIMIT } from './qr-limit.ts';

const QR_DIALOG = part(async () => (await import('./QrDialog.tsx')).QrDialog);

interface QrButtonProps {
  readonly link: string;
  /** Shown where the link itself is too long for a code. */
  readonly settingsLink: string;
}

/** Shows a link as a code; what draws it is loaded when it is wanted. */
export function QrButton({ link, settingsLink }: QrButtonProps) {
  const dialog = useOnDemand(QR_DIALOG);
  const [shownLink, setShownLink] = useState('');
  const isTooLong = link.length > QR_LIMIT;
  const show = () => {
    setShownLink(isTooLong ? settingsLink : link);
    void dialog.open();
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={show}>
        {isTooLong ? 'QR code of the settings' : 'QR code'}
      </Button>
      {isTooLong && (
        <span className="share-note">
          {`The link with results is too long for a QR code: ${countText(link.length)} characters, and phones can read up to ${countText(QR_LIMIT)} from a projector.`}
        </span>
      )}
      <OnDemand dialog={dialog} name="The QR code">
        {(QrDialog) => dialog.isOpen && <QrDialog link={shownLink} onClose={dialog.close} />}
      </OnDemand>
    </>
  );
}

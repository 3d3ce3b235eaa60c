import { Button } from '@mantine/core';
import { type ComponentProps, type ComponentType, useState } from 'react';
import { countText } from '../format.ts';
import type { QrDialog } from './QrDialog.tsx';
import { QR_LIMIT } from './qr-limit.ts';

type Dialog = ComponentType<ComponentProps<typeof QrDialog>>;

interface QrButtonProps {
  readonly link: string;
  /** Shown where the link itself is too long for a code. */
  readonly settingsLink: string;
}

/** Shows a link as a code; what draws it is loaded when it is wanted. */
export function QrButton({ link, settingsLink }: QrButtonProps) {
  const [Dialog, setDialog] = useState<Dialog>();
  const [shownLink, setShownLink] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  const isTooLong = link.length > QR_LIMIT;
  const show = async (text: string) => {
    try {
      const loaded = await import('./QrDialog.tsx');
      setDialog(() => loaded.QrDialog);
      setShownLink(text);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => void show(isTooLong ? settingsLink : link)}>
        {isTooLong ? 'QR code of the settings' : 'QR code'}
      </Button>
      {isTooLong && (
        <span className="share-note">
          {`The link with results is too long for a code: ${countText(link.length)} characters, where a phone can read ${countText(QR_LIMIT)} from a wall.`}
        </span>
      )}
      {hasFailed && <span className="share-refused">What draws the code could not be loaded.</span>}
      {Dialog !== undefined && shownLink !== undefined && (
        <Dialog link={shownLink} onClose={() => setShownLink(undefined)} />
      )}
    </>
  );
}

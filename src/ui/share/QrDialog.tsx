import { Modal } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';

interface QrDialogProps {
  readonly link: string;
  readonly onClose: () => void;
}

/** A link as a code that fills the screen, to be read with a phone from the back of a classroom. */
export function QrDialog({ link, onClose }: QrDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      title="Point a phone’s camera at the code"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="share-qr">
        {/* Black on white on both schemes, with the margin the standard asks for: many readers want it so. */}
        <QRCodeSVG value={link} level="M" marginSize={4} title="QR code of the link" className="share-qr-code" />
        <p className="share-qr-link">{link}</p>
      </div>
    </Modal>
  );
}

import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RgbaPicture } from '../../core/picture-preparation.ts';
import { hiddenContext } from '../../platform/hidden-canvas.ts';
import { cameraSentence } from './camera-sentence.ts';
import './camera-dialog.css';

/** Of the photograph, in pixels; the network gets 28. */
const SIDE = 512;

interface CameraDialogProps {
  readonly onPicture: (picture: RgbaPicture) => void;
  readonly onClose: () => void;
}

/** The camera's picture, and a button that keeps it. The camera is on only while this is open. */
export function CameraDialog({ onPicture, onClose }: CameraDialogProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isShowing, setShowing] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    let isOpen = true;
    const asked = navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: 'environment' } } });
    asked.then(
      (stream) => {
        if (isOpen && video.current) video.current.srcObject = stream;
      },
      (error: unknown) => isOpen && setProblem(cameraSentence(error)),
    );
    return () => {
      isOpen = false;
      // Also one that was allowed only after the dialog had been closed.
      asked.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
        },
        () => {},
      );
    };
  }, []);

  const take = () => {
    const picture = video.current && squareOf(video.current);
    if (!picture) return;
    onPicture(picture);
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title="Photograph"
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
      size={SIDE + 32}
    >
      <video
        ref={video}
        className="camera-view"
        aria-label="What the camera sees"
        autoPlay
        muted
        playsInline
        hidden={problem !== undefined}
        onLoadedData={() => setShowing(true)}
      />
      <p className="inside-hint" role="status">
        {problem ?? 'Lay one piece of clothing on a plain, bright ground. The photograph stays in this browser.'}
      </p>
      <div className="camera-actions">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {problem === undefined && (
          <Button disabled={!isShowing} onClick={take} data-autofocus>
            Take photograph
          </Button>
        )}
      </div>
    </Modal>
  );
}

/** The middle of what the camera sees, as the dialog shows it. */
function squareOf(video: HTMLVideoElement): RgbaPicture | undefined {
  const { videoWidth, videoHeight } = video;
  const side = Math.min(videoWidth, videoHeight);
  const context = hiddenContext(SIDE, SIDE);
  if (side === 0 || context === undefined) return undefined;
  context.drawImage(video, (videoWidth - side) / 2, (videoHeight - side) / 2, side, side, 0, 0, SIDE, SIDE);
  return context.getImageData(0, 0, SIDE, SIDE);
}

import { Button, Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ColourPicture } from '../../core/picture-reduction.ts';
import { cameraSentence } from './camera-sentence.ts';
import { readPixels } from './read-pixels.ts';
import './camera-dialog.css';

/** Of the dialog. */
const SIDE = 512;

interface CameraDialogProps {
  readonly onPicture: (picture: ColourPicture) => void;
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
      title="Take a photo"
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
        {problem ?? 'Put one piece of clothing on a plain, light background. The photo stays in this browser.'}
      </p>
      <div className="camera-actions">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {problem === undefined && (
          <Button disabled={!isShowing} onClick={take} data-autofocus>
            Take photo
          </Button>
        )}
      </div>
    </Modal>
  );
}

/** The middle of what the camera sees, as the dialog shows it. */
function squareOf(video: HTMLVideoElement): ColourPicture | undefined {
  const { videoWidth, videoHeight } = video;
  const side = Math.min(videoWidth, videoHeight);
  const [left, top] = [Math.floor((videoWidth - side) / 2), Math.floor((videoHeight - side) / 2)];
  return readPixels(video, { left, top, width: side, height: side });
}

import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { ColourPicture } from '../../core/picture-reduction.ts';
import { part } from '../../hosting/part.ts';
import { OnDemand } from '../faults/OnDemand.tsx';
import { useOnDemand } from '../use-on-demand.ts';
import { PictureFileButton } from './PictureFileButton.tsx';

const CAMERA_DIALOG = part(async () => (await import('./CameraDialog.tsx')).CameraDialog);

interface PhotoButtonProps {
  /** What a phone's own camera took. */
  readonly onFile: (file: File) => void;
  /** What the camera of this machine showed. */
  readonly onPicture: (picture: ColourPicture) => void;
}

/** Takes a photograph: with the camera app of a phone, which does it better than a page, else in a dialog; not where there is no camera. */
export function PhotoButton({ onFile, onPicture }: PhotoButtonProps) {
  const isPhone = useMediaQuery('(pointer: coarse)');
  const hasCamera = useHasCamera();
  const dialog = useOnDemand(CAMERA_DIALOG);
  if (isPhone) return <PictureFileButton label="Camera" isPhotographed onFile={onFile} />;
  if (!hasCamera) return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => void dialog.open()}>
        Camera
      </Button>
      <OnDemand dialog={dialog} name="The camera">
        {(CameraDialog) => dialog.isOpen && <CameraDialog onPicture={onPicture} onClose={dialog.close} />}
      </OnDemand>
    </>
  );
}

/** Without asking anybody: browsers say whether there is a camera, though not which, before one is allowed. */
function useHasCamera(): boolean {
  const [hasCamera, setHasCamera] = useState(false);
  useEffect(() => {
    // Not there on a page that came without encryption.
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    let isCurrent = true;
    void devices?.enumerateDevices().then(
      (found) => isCurrent && setHasCamera(found.some(({ kind }) => kind === 'videoinput')),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, []);
  return hasCamera;
}

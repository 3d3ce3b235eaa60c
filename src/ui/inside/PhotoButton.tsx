import { Button, FileButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { RgbaPicture } from '../../core/picture-preparation.ts';
import { part } from '../../hosting/part.ts';
import { OnDemand } from '../faults/OnDemand.tsx';
import { useOnDemand } from '../use-on-demand.ts';

const CAMERA_DIALOG = part(async () => (await import('./CameraDialog.tsx')).CameraDialog);

interface PhotoButtonProps {
  /** What a phone's own camera took. */
  readonly onFile: (file: File | null) => void;
  /** What the camera of this machine showed. */
  readonly onPicture: (picture: RgbaPicture) => void;
}

/** Takes a photograph: with the camera app of a phone, which does it better than a page, else in a dialog; not where there is no camera. */
export function PhotoButton({ onFile, onPicture }: PhotoButtonProps) {
  const isPhone = useMediaQuery('(pointer: coarse)');
  const hasCamera = useHasCamera();
  const dialog = useOnDemand(CAMERA_DIALOG);
  if (isPhone) {
    return (
      <FileButton accept="image/*" capture="environment" onChange={onFile}>
        {(props) => (
          <Button {...props} size="compact-xs" variant="default">
            Photograph
          </Button>
        )}
      </FileButton>
    );
  }
  if (!hasCamera) return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => void dialog.open()}>
        Photograph
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

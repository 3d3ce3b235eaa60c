import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ColourPicture } from '../../core/picture-reduction.ts';
import { PictureFileButton } from './PictureFileButton.tsx';

const CameraDialog = lazy(async () => ({ default: (await import('./CameraDialog.tsx')).CameraDialog }));

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
  const [isOpen, setOpen] = useState(false);
  if (isPhone) return <PictureFileButton label="Photograph" isPhotographed onFile={onFile} />;
  if (!hasCamera) return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpen(true)}>
        Photograph
      </Button>
      {isOpen && (
        <Suspense>
          <CameraDialog onPicture={onPicture} onClose={() => setOpen(false)} />
        </Suspense>
      )}
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

import type { FittingRoom } from '../../state/fitting-room.ts';
import type { ImportFault } from '../../state/run-files.ts';
import { SCREEN_LINKS } from '../../state/screen.ts';

/** Whether Look inside is the place for it. What it really is, whoever reads it finds out. */
export function isPicture({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return type.startsWith('image/') || /[.](png|jpe?g|gif|webp|avif|hei[cf]|bmp|tiff?|svg)$/i.test(name);
}

/** Opens what somebody chose or dropped: runs on screen, a picture in Look inside; whatever it is, it is opened or refused in words. */
export async function openFiles(room: FittingRoom, files: readonly File[]): Promise<void> {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  if (others.length > 0 && (await room.files.import(others)) && pictures.length === 0) {
    location.hash = SCREEN_LINKS.train;
  }
  const [picture, ...morePictures] = pictures;
  if (picture === undefined) return;
  if (room.store.getState().isEmbedded) {
    room.files.refuse(pictures.map((file) => refusal(file, 'no-place')));
    return;
  }
  if (others.length === 0) room.files.dismiss();
  room.inside.offer(picture);
  location.hash = SCREEN_LINKS.inside;
  if (morePictures.length > 0) room.files.refuse(morePictures.map((file) => refusal(file, 'one-picture')));
}

function refusal({ name }: File, code: ImportFault['code']): ImportFault {
  return { fileName: name, code, message: '' };
}

import { useEffect } from 'react';
import { isLink, linkIn } from '../../state/dropped-link.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { openFiles } from './open-files.ts';

/**
 * Whatever is dropped anywhere on the page is opened, or refused in words: files of runs, pictures, links. What has a place
 * of its own takes it first; without this the browser would leave the page for a file that is dropped beside it.
 */
export function usePageDrop(room: FittingRoom): void {
  useEffect(() => {
    let isOwn = false;
    const begin = () => {
      isOwn = true;
    };
    const end = () => {
      isOwn = false;
    };
    const isTaken = (event: DragEvent) =>
      !event.defaultPrevented && !isOwn && !isForField(event) && kindsOf(event).length > 0;
    const allow = (event: DragEvent) => {
      if (isTaken(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const isGiven = isTaken(event);
      isOwn = false;
      if (!isGiven) return;
      event.preventDefault();
      void take(room, event.dataTransfer);
    };
    // A link or a selection that is dragged about on the page itself is not given to it.
    window.addEventListener('dragstart', begin);
    window.addEventListener('dragend', end);
    // What was dragged may have gone from the page, and never hear of its end.
    window.addEventListener('pointerdown', end);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragstart', begin);
      window.removeEventListener('dragend', end);
      window.removeEventListener('pointerdown', end);
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
    };
  }, [room]);
}

const KINDS = ['Files', 'text/uri-list', 'text/plain'] as const;

function kindsOf({ dataTransfer }: DragEvent): readonly string[] {
  return KINDS.filter((kind) => dataTransfer?.types.includes(kind));
}

/** Text is dropped into a field as anywhere; files never belong into one. */
function isForField({ target, dataTransfer }: DragEvent): boolean {
  if (dataTransfer?.types.includes('Files')) return false;
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;
}

async function take(room: FittingRoom, given: DataTransfer | null): Promise<void> {
  if (given === null) return;
  const { files, folders } = filesOf(given);
  if (files.length + folders.length > 0) {
    await openAll(room, files);
    if (folders.length > 0) {
      room.files.refuse(folders.map((fileName) => ({ fileName, code: 'folder', message: '' })));
    }
    return;
  }
  const text = given.getData('text/uri-list') || given.getData('text/plain');
  if (isLink(text)) openLink(room, text);
}

/** What is a folder only the older of two interfaces tells, which all browsers have. It holds only until the event is over. */
function filesOf({ items, files }: DataTransfer): {
  readonly files: readonly File[];
  readonly folders: readonly string[];
} {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.());
  const folders = new Set(entries.flatMap((entry) => (entry?.isDirectory ? [entry.name] : [])));
  return { files: [...files].filter(({ name }) => !folders.has(name)), folders: [...folders] };
}

/** A link that lies on a desktop is a small file. */
const LINK_FILE = /[.](url|webloc|desktop)$/i;
const LINK_FILE_BYTES = 100_000;

async function openAll(room: FittingRoom, files: readonly File[]): Promise<void> {
  const [first, ...more] = files;
  if (first !== undefined && more.length === 0 && LINK_FILE.test(first.name) && first.size < LINK_FILE_BYTES) {
    openLink(room, await first.text().catch(() => ''), first.name);
  } else if (first !== undefined) await openFiles(room, files);
}

function openLink(room: FittingRoom, text: string, fileName = text.trim().split(/\s/)[0] ?? ''): void {
  const hash = linkIn(text);
  if (hash === undefined) {
    room.files.refuse([{ fileName, code: 'link', message: '' }]);
    return;
  }
  room.files.dismiss();
  // The page hears of an address only when it is another one.
  if (location.hash === hash) void room.openAddress(hash);
  else location.hash = hash;
}

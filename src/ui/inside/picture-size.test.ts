import { describe, expect, it } from 'vitest';
import { readPictureSize } from './picture-size.ts';

/** Headers by hand, after each format's specification; nothing follows them. */

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
function big(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, place) => Math.floor(value / 256 ** (bytes - 1 - place)) % 256);
}
function little(value: number, bytes: number): number[] {
  return big(value, bytes).reverse();
}
/** A box of ISO/IEC 14496-12. */
function box(type: string, ...content: number[]): number[] {
  return [...big(content.length + 8, 4), ...ascii(type), ...content];
}

const HUGE = 50_000;

const PNG = [
  0x89,
  ...ascii('PNG'),
  13,
  10,
  26,
  10,
  ...big(13, 4),
  ...ascii('IHDR'),
  ...big(HUGE, 4),
  ...big(3, 4),
  8,
  2,
];
// A comment comes before the frame header, and says "FF C0" as a frame header would.
const JPEG = [
  ...[0xff, 0xd8, 0xff, 0xfe, ...big(6, 2), 0xff, 0xc0, 1, 2],
  ...[0xff, 0xc2, ...big(17, 2), 8, ...big(3, 2), ...big(HUGE, 2), 3],
];
const GIF = [...ascii('GIF89a'), ...little(HUGE, 2), ...little(3, 2)];
const WEBP_EXTENDED = [
  ...[...ascii('RIFF'), ...little(22, 4), ...ascii('WEBPVP8X'), ...little(10, 4)],
  ...[0, 0, 0, 0, ...little(HUGE - 1, 3), ...little(2, 3)],
];
const WEBP_LOSSY = [
  ...[...ascii('RIFF'), ...little(22, 4), ...ascii('WEBPVP8 '), ...little(10, 4)],
  ...[0, 0, 0, 0x9d, 0x01, 0x2a, ...little(640, 2), ...little(480, 2)],
];
const BMP = [...ascii('BM'), ...little(0, 12), ...little(40, 4), ...little(HUGE, 4), ...little(2 ** 32 - 3, 4)];
const OLD_BMP = [...ascii('BM'), ...little(0, 12), ...little(12, 4), ...little(640, 2), ...little(480, 2), 1, 0, 1, 0];
const AVIF = [
  ...box('ftyp', ...ascii('avif'), ...big(0, 4), ...ascii('mif1')),
  ...box(
    'meta',
    ...big(0, 4),
    ...box('pitm', ...big(0, 4), ...big(1, 2)),
    ...box(
      'iprp',
      ...box('ipco', ...box('ispe', ...big(0, 4), ...big(HUGE, 4), ...big(3, 4))),
      ...box('ipma', ...big(0, 4), ...big(1, 4), ...big(1, 2), 1, 0x81),
    ),
  ),
];

const HEADERS = { PNG, JPEG, GIF, WEBP_EXTENDED, WEBP_LOSSY, BMP, OLD_BMP, AVIF };

describe('the size of a picture by its header', () => {
  it.each([
    ['PNG', PNG],
    ['JPEG', JPEG],
    ['GIF', GIF],
    ['WebP', WEBP_EXTENDED],
    ['BMP, rows from the top', BMP],
    ['AVIF', AVIF],
  ])('is read of %s', (_, header) => {
    expect(readPictureSize(Uint8Array.from(header))).toEqual({ width: HUGE, height: 3 });
  });

  it.each([
    ['lossy WebP', WEBP_LOSSY],
    ['BMP of the oldest kind', OLD_BMP],
  ])('is read of %s', (_, header) => {
    expect(readPictureSize(Uint8Array.from(header))).toEqual({ width: 640, height: 480 });
  });

  it('is unknown where the header is cut off, at any byte, and nothing throws', () => {
    for (const [name, header] of Object.entries(HEADERS)) {
      for (let length = 0; length < header.length - 9; length++) {
        expect(readPictureSize(Uint8Array.from(header.slice(0, length))), `${name}, ${length} bytes`).toBeUndefined();
      }
    }
  });

  it('is unknown of what is no picture, and of one without pixels', () => {
    expect(readPictureSize(Uint8Array.from(ascii('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBeUndefined();
    expect(readPictureSize(Uint8Array.from(PNG.with(16, 0).with(17, 0).with(18, 0).with(19, 0)))).toBeUndefined();
  });
});

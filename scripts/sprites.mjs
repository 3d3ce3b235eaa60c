/**
 * Builds public/data/ from the four original files of Fashion-MNIST:
 *
 *   npm run sprites -- --from DIR
 *
 * A shard is an 8-bit greyscale PNG of 28x28 tiles, 100 columns by 50 rows: image i of the shard is the tile at column
 * i % 100 and row floor(i / 100). Labels are one byte an image, one file a source, in dataset order. manifest.json
 * describes them:
 *
 *   {
 *     "version": 1,
 *     "source": "https://github.com/zalandoresearch/fashion-mnist",
 *     "licence": "MIT",
 *     "classes": ["T-shirt/top", … ten names, in the order of the label bytes],
 *     "columns": 100,
 *     "rows": 50,
 *     "imageSide": 28,
 *     "train": {
 *       "labels": { "file": "train-labels.bin", "sha256": "of the file" },
 *       "shards": [
 *         { "file": "train-00.png", "firstImage": 0, "imageCount": 5000, "bytes": 2015721, "sha256": "of the pixels" },
 *         …
 *       ]
 *     },
 *     "test": { the same }
 *   }
 *
 * A shard's `sha256` is over its decoded pixels in image order (5,000 x 784 bytes, each image row by row), so it
 * holds whatever compressed the file; `bytes` is the size of the PNG. Run twice on one release of Node, the files are
 * identical; another release may carry a zlib that compresses the same pixels to other bytes.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { runnerImport } from 'vite';
import { encodeGreyPng } from './png.mjs';

const COLUMNS = 100;
const ROWS = 50;
const SHARD_IMAGES = COLUMNS * ROWS;
const OUTPUT = join(import.meta.dirname, '..', 'public', 'data');

/**
 * The originals, their MD5s as the dataset's README lists them, and the time in their gzip headers (seconds since 1970).
 * @typedef {{ file: string, md5: string, time: number }} Original
 */
const ORIGINALS = {
  train: {
    images: { file: 'train-images-idx3-ubyte.gz', md5: '8d4fb7e6c68d591d4c3dfef9ec88bf0d', time: 1_504_176_606 },
    labels: { file: 'train-labels-idx1-ubyte.gz', md5: '25c81989df183df01b3e8a0aad5dffbe', time: 1_504_176_606 },
    count: 60_000,
  },
  test: {
    images: { file: 't10k-images-idx3-ubyte.gz', md5: 'bef4ecab320f06d8554ea6380940ec79', time: 1_504_176_627 },
    labels: { file: 't10k-labels-idx1-ubyte.gz', md5: 'bb300cfdad3c16e7a12a480ee83cd310', time: 1_504_176_627 },
    count: 10_000,
  },
};

/** @typedef {typeof import('../src/core/classes.ts')} Classes */
const { CLASS_NAMES, IMAGE_PIXELS, IMAGE_SIDE } = /** @type {{ module: Classes }} */ (
  await runnerImport(join(import.meta.dirname, '..', 'src', 'core', 'classes.ts'))
).module;

/** @type {(algorithm: 'md5' | 'sha256', bytes: Uint8Array) => string} */
const digest = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex');

/**
 * The file as it was first published. Debian's package dataset-fashion-mnist took the name out of the gzip headers and
 * put its own time in, which changes the MD5 and nothing else; here both are put back (RFC 1952, section 2.3).
 * @param {Buffer} gzip
 * @param {Original} original
 */
function withOriginalHeader(gzip, { file, time }) {
  const named = ((gzip[3] ?? 0) & 0x08) !== 0;
  const compressed = gzip.subarray(named ? gzip.indexOf(0, 10) + 1 : 10);
  const header = Buffer.from([0x1f, 0x8b, 0x08, 0x08, 0, 0, 0, 0, 0x00, 0x03]);
  header.writeUInt32LE(time, 4);
  return Buffer.concat([header, Buffer.from(`${file.replace(/\.gz$/, '')}\0`, 'latin1'), compressed]);
}

/**
 * The values of an IDX file: the magic number's last byte is how many 32-bit dimensions come before them.
 * @param {string} directory
 * @param {Original} original
 * @param {number} expectedBytes
 */
async function readOriginal(directory, original, expectedBytes) {
  const { file, md5 } = original;
  const gzip = withOriginalHeader(await readFile(join(directory, file)), original);
  const found = digest('md5', gzip);
  if (found !== md5) throw new Error(`${file} has the MD5 ${found}, not ${md5}`);
  const idx = gunzipSync(gzip);
  const values = idx.subarray(4 + 4 * (idx[3] ?? 0));
  if (values.length !== expectedBytes) throw new Error(`${file} holds ${values.length} bytes, not ${expectedBytes}`);
  return values;
}

/**
 * @param {Uint8Array} images one after the other
 * @returns {Uint8Array} the sheet, row by row
 */
function layOut(images) {
  const width = COLUMNS * IMAGE_SIDE;
  const sheet = new Uint8Array(width * ROWS * IMAGE_SIDE);
  for (let image = 0; image < SHARD_IMAGES; image++) {
    const left = (image % COLUMNS) * IMAGE_SIDE;
    const top = Math.floor(image / COLUMNS) * IMAGE_SIDE;
    for (let y = 0; y < IMAGE_SIDE; y++) {
      const from = image * IMAGE_PIXELS + y * IMAGE_SIDE;
      sheet.set(images.subarray(from, from + IMAGE_SIDE), (top + y) * width + left);
    }
  }
  return sheet;
}

/**
 * @param {string} directory
 * @param {'train' | 'test'} source
 */
async function buildSource(directory, source) {
  const { images, labels, count } = ORIGINALS[source];
  const pixels = await readOriginal(directory, images, count * IMAGE_PIXELS);
  const labelBytes = await readOriginal(directory, labels, count);
  const labelFile = `${source}-labels.bin`;
  await writeFile(join(OUTPUT, labelFile), labelBytes);

  const shards = [];
  for (let firstImage = 0; firstImage < count; firstImage += SHARD_IMAGES) {
    const file = `${source}-${String(firstImage / SHARD_IMAGES).padStart(2, '0')}.png`;
    const shard = pixels.subarray(firstImage * IMAGE_PIXELS, (firstImage + SHARD_IMAGES) * IMAGE_PIXELS);
    const png = encodeGreyPng(layOut(shard), COLUMNS * IMAGE_SIDE, ROWS * IMAGE_SIDE);
    await writeFile(join(OUTPUT, file), png);
    shards.push({
      file,
      firstImage,
      imageCount: SHARD_IMAGES,
      bytes: png.length,
      sha256: digest('sha256', shard),
    });
    console.log(`${file}  ${png.length} bytes`);
  }
  return { labels: { file: labelFile, sha256: digest('sha256', labelBytes) }, shards };
}

const { from } = parseArgs({ options: { from: { type: 'string' } } }).values;
if (from === undefined) {
  console.error('Which folder holds the four original files? npm run sprites -- --from DIR');
  process.exit(1);
}
await mkdir(OUTPUT, { recursive: true });
const manifest = {
  version: 1,
  source: 'https://github.com/zalandoresearch/fashion-mnist',
  licence: 'MIT',
  classes: CLASS_NAMES,
  columns: COLUMNS,
  rows: ROWS,
  imageSide: IMAGE_SIDE,
  train: await buildSource(from, 'train'),
  test: await buildSource(from, 'test'),
};
await writeFile(join(OUTPUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

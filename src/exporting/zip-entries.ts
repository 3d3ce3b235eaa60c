import { Inflate } from 'fflate';

/**
 * Reads a zip archive that nobody vouches for (PKWARE's APPNOTE.TXT, 4.3): what is taken from it is bounded before it is
 * unpacked and while it is, so that neither a lie about a size nor a bomb takes memory or time. Neither zip64 nor
 * encryption nor an entry in parts: files of at most 300 MB need none.
 */

/** An archive that is not whole, or not what it says. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** Archives of other things hold any number of files. */
export class TooManyEntries extends ZipError {}

export interface ZipEntry {
  readonly name: string;
  /** As the archive says; `readEntry` checks it. */
  readonly size: number;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** The comment behind the end of the directory has 16 bits for its length. */
const COMMENT_LIMIT = 0xffff;
const ENCRYPTED = 1;
const METHODS: Readonly<Record<number, ZipEntry['method']>> = { 0: 'stored', 8: 'deflated' };

/**
 * The archive's directory; nothing is unpacked.
 * @param limit the most entries
 * @throws ZipError
 */
export function listEntries(archive: Uint8Array<ArrayBuffer>, limit: number): Map<string, ZipEntry> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > limit) throw new TooManyEntries(`it holds ${count} entries, more than the ${limit} it may hold`);
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL_HEADER) {
      throw new ZipError('its directory is damaged');
    }
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw new ZipError('its directory is damaged');
    const name = new TextDecoder().decode(archive.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes));
    if (entries.has(name)) throw new ZipError(`it holds ${shownName(name)} twice`);
    entries.set(name, entryAt(archive, view, at, name));
    at = next;
  }
  return entries;
}

/**
 * Unpacks an entry.
 * @param limit the most bytes it may have; an entry that says or turns out to have more is refused
 * @throws ZipError
 */
export function readEntry({ name, size, method, crc, packed }: ZipEntry, limit: number): Uint8Array<ArrayBuffer> {
  if (size > limit) throw new ZipError(`${shownName(name)} has ${size} bytes where at most ${limit} may be`);
  const bytes = method === 'stored' ? stored(name, packed, size) : inflated(name, packed, size);
  if (crc32(bytes) !== crc) throw new ZipError(`${shownName(name)} is damaged: its checksum is another`);
  return bytes;
}

/** Of what an entry unpacks to, the first bytes; none of a damaged one. Enough to tell what kind of file it is. */
export function startOf({ method, packed }: ZipEntry): Uint8Array {
  if (method === 'stored') return packed.subarray(0, START_BYTES);
  let first = new Uint8Array(0);
  const inflate = new Inflate((chunk) => {
    if (first.length === 0) first = chunk.slice(0, START_BYTES);
  });
  try {
    // What could not be packed lies in blocks of up to 64 KB, which come out whole.
    for (let at = 0, end = START_BYTES; first.length === 0 && at < packed.length && at < BLOCK_LIMIT; ) {
      inflate.push(packed.subarray(at, end), end >= packed.length);
      [at, end] = [end, 2 * end];
    }
  } catch {
    // Whoever reads all of it says what is wrong.
  }
  return first;
}

const START_BYTES = 256;
const BLOCK_LIMIT = 0xffff + START_BYTES;

function entryAt(archive: Uint8Array<ArrayBuffer>, view: DataView, at: number, name: string): ZipEntry {
  const method = METHODS[view.getUint16(at + 10, true)];
  if (method === undefined || (view.getUint16(at + 8, true) & ENCRYPTED) !== 0) {
    throw new ZipError(`${shownName(name)} is encrypted, or packed in a way that is not read here`);
  }
  const packedBytes = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (local + LOCAL_BYTES > archive.length || view.getUint32(local, true) !== LOCAL_HEADER) {
    throw new ZipError(`${shownName(name)} is not where the directory says`);
  }
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedBytes > archive.length) throw new ZipError(`${shownName(name)} is cut off`);
  return {
    name,
    size: view.getUint32(at + 24, true),
    method,
    crc: view.getUint32(at + 16, true),
    packed: archive.subarray(start, start + packedBytes),
  };
}

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - COMMENT_LIMIT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new ZipError('it has no directory, so its end is missing');
}

function stored(name: string, packed: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  if (packed.length !== size) throw new ZipError(`${shownName(name)} is not as long as it says`);
  // A copy is aligned for whatever numbers the bytes are.
  return packed.slice();
}

/** A kilobyte can become a megabyte: so much is given to the inflater between two looks at what came of it. */
const PUSHED_BYTES = 16_384;

function inflated(name: string, packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new ZipError(`${shownName(name)} is longer than it says`);
    bytes.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += PUSHED_BYTES) {
      inflate.push(packed.subarray(at, at + PUSHED_BYTES), at + PUSHED_BYTES >= packed.length);
    }
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError(`${shownName(name)} can't be unpacked`, { cause: error });
  }
  if (length !== size) throw new ZipError(`${shownName(name)} is shorter than it says`);
  return bytes;
}

const NAME_LIMIT = 40;

/** A name from outside can be any text; a sentence shows a little of it. */
function shownName(name: string): string {
  return `“${name.slice(0, NAME_LIMIT)}”`;
}

const LANES = 8;

/**
 * The polynomial of APPNOTE.TXT 4.4.7, reflected, in eight tables of 256: eight bytes are taken at a time (Kounavis & Berry
 * 2008, "Novel table lookup-based algorithms for high-performance CRC generation"), for weights are hundreds of megabytes.
 */
const CRC_TABLES = crcTables();

function crcTables(): Uint32Array {
  const tables = new Uint32Array(LANES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let word = byte;
    for (let bit = 0; bit < 8; bit++) word = (word & 1) === 1 ? (word >>> 1) ^ 0xedb88320 : word >>> 1;
    tables[byte] = word;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] ?? 0;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
  }
  return tables;
}

/** @param bytes their own memory */
function crc32(bytes: Uint8Array<ArrayBuffer>): number {
  const look = (lane: number, byte: number) => CRC_TABLES[lane * 256 + (byte & 0xff)] ?? 0;
  const wholeLanes = Math.floor(bytes.length / LANES);
  const words = new Uint32Array(bytes.buffer, 0, 2 * wholeLanes);
  let crc = 0xffffffff;
  for (let at = 0; at < words.length; at += 2) {
    const low = (words[at] ?? 0) ^ crc;
    const high = words[at + 1] ?? 0;
    crc =
      look(7, low) ^
      look(6, low >>> 8) ^
      look(5, low >>> 16) ^
      look(4, low >>> 24) ^
      look(3, high) ^
      look(2, high >>> 8) ^
      look(1, high >>> 16) ^
      look(0, high >>> 24);
  }
  for (let at = LANES * wholeLanes; at < bytes.length; at++) crc = look(0, crc ^ (bytes[at] ?? 0)) ^ (crc >>> 8);
  return ~crc >>> 0;
}

import type { RunFileFaultCode } from './run-file.ts';

/** Files that people take for a run, told by their names and first bytes: what is wrong is said of what they are. */

/** The first bytes of pictures, by format. */
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
];
const HDF5 = [0x89, 0x48, 0x44, 0x46];

/** Of a file that is no archive. */
export function otherFileKind(name: string, bytes: Uint8Array): RunFileFaultCode {
  const startsWith = (start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);
  if (startsWith(HDF5) || /[.](h5|hdf5|keras|npz|npy)$/i.test(name)) return 'keras-model';
  if (/[.](onnx|pt|pth|safetensors|tflite|pb|gguf)$/i.test(name)) return 'other-model';
  if (PICTURES.some(startsWith) || /[.](png|jpe?g|gif|webp|avif|heic|bmp|svg)$/i.test(name)) return 'picture';
  if (/^model[^/]*[.]json$/i.test(name)) return 'tfjs-model';
  return /[.](csv|tsv|json|xlsx?)$/i.test(name) ? 'table' : 'not-a-run';
}

/** Of an archive that holds no run, by what else it holds; undefined for any other archive. */
export function otherModelKind(paths: readonly string[]): RunFileFaultCode | undefined {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^model[^/]*[.]json$/) && has(/[.]bin$/)) return 'tfjs-model';
  if (has(/^weights[.]npz$|[.]h5$|[.]keras$/)) return 'keras-model';
  // A .npz of itself, and what PyTorch writes.
  if (has(/[.]npy$/)) return 'keras-model';
  return has(/[.](onnx|pt|pth|safetensors|tflite|pb)$|^data[.]pkl$/) ? 'other-model' : undefined;
}

import { CLASS_COUNT } from '../core/classes.ts';

/**
 * The first `perClass` images of each class among the dataset's images `from` to `to` (exclusive), class by class. A
 * class with fewer images repeats its last, so that every row is as long.
 */
export function imagesByClass(
  labels: Uint8Array,
  from: number,
  to: number,
  perClass: number,
): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(CLASS_COUNT * perClass);
  for (let label = 0; label < CLASS_COUNT; label++) {
    let found = 0;
    let image = from;
    for (; image < to && found < perClass; image++) {
      if (labels[image] === label) indices[label * perClass + found++] = image;
    }
    const last = indices[label * perClass + found - 1] ?? 0;
    indices.fill(last, label * perClass + found, (label + 1) * perClass);
  }
  return indices;
}

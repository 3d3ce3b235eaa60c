/** images[indices[i]] / 255, [indices, pixels] */
export function gather(images: Uint8Array, indices: ArrayLike<number>, pixels: number): Float64Array {
  return Float64Array.from({ length: indices.length * pixels }, (_, position) => {
    const image = indices[Math.floor(position / pixels)] ?? Number.NaN;
    return (images[image * pixels + (position % pixels)] ?? Number.NaN) / 255;
  });
}

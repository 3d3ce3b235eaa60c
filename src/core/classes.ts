/** The ten classes of Fashion-MNIST, in the order of its label bytes (Xiao et al. 2017, the dataset's README). */
export const CLASS_NAMES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const;

export const CLASS_COUNT = CLASS_NAMES.length;

/** Side of an image in pixels; images are IMAGE_SIDE x IMAGE_SIDE, one byte a pixel. */
export const IMAGE_SIDE = 28;
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;

/** The name of a class by its label byte; a label outside 0..9 is a programming error. */
export function className(label: number): string {
  const name = CLASS_NAMES[label];
  if (name === undefined) throw new RangeError(`no class has the label ${label}`);
  return name;
}

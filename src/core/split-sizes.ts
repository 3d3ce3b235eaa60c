import { CLASS_COUNT } from './classes.ts';
import { classQuota, evaluatedImages, type SplitSettings } from './split.ts';

/** Fashion-MNIST: 6,000 labelled images and 1,000 test images of each class. */
const LABELLED_IMAGES_PER_CLASS = 6000;
const TEST_IMAGES_PER_CLASS = 1000;

/** How many images of each class an evaluation of each split counts. */
export type SplitSizes = Readonly<Record<'train' | 'validation' | 'test', Uint32Array>>;

/** What `makeSplit` of the whole dataset comes to, without its labels. */
export function splitSizes({ trainImages, validationShare }: Omit<SplitSettings, 'seed'>): SplitSizes {
  const evaluated = evaluatedImages({ trainImages, validationShare });
  const heldOut = Math.round(LABELLED_IMAGES_PER_CLASS * validationShare);
  const perClass = (size: (label: number) => number) =>
    Uint32Array.from({ length: CLASS_COUNT }, (_, label) => size(label));
  return {
    train: perClass((label) =>
      Math.min(
        classQuota(Math.min(evaluated, trainImages), label),
        classQuota(trainImages, label),
        LABELLED_IMAGES_PER_CLASS - heldOut,
      ),
    ),
    validation: perClass((label) => Math.min(classQuota(evaluated, label), heldOut)),
    test: perClass(() => TEST_IMAGES_PER_CLASS),
  };
}

import { CLASS_COUNT, className } from '../../core/classes.ts';
import { nearestClasses, nearestPairs } from '../../embedding/class-links.ts';
import { countText } from '../format.ts';
import type { FilmProblem } from './embedding-film.ts';

/** What there is to say of an embedding, and why there is none. */

/** Whole: what a layout's neighbours say is not exact to the tenth. */
function shareText(share: number): string {
  return share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`;
}

/** @param links of countClassLinks */
export function nearPairsSentence(links: Uint32Array): string {
  const [first, second] = nearestPairs(links);
  if (first === undefined) return 'No two classes mix: every image’s nearest neighbours are of its own class.';
  const pair = ({ first: one, second: other }: typeof first) => `${className(one)} and ${className(other)}`;
  const then = second === undefined ? '' : `, then ${pair(second)} (${shareText(second.share)})`;
  const lonely = Array.from({ length: CLASS_COUNT }, (_, label) => label).filter(
    (label) => links[label * CLASS_COUNT + label] !== 0 && nearestClasses(links, label).length === 0,
  );
  const apart = lonely.length === 0 ? '' : ` Completely separate: ${lonely.map(className).join(', ')}.`;
  return `Closest classes: ${pair(first)}; ${shareText(first.share)} of their images’ nearest neighbours are of the other class${then}.${apart}`;
}

/** @param links of countClassLinks */
export function nearClassesSentence(links: Uint32Array, label: number): string {
  const near = nearestClasses(links, label).slice(0, 3);
  const own = className(label);
  if (near.length === 0) return `${own}: all nearest neighbours of its images are of its own class.`;
  const names = near.map(({ label: other, share }, index) => {
    const ofWhat = index === 0 ? ' of its images’ nearest neighbours' : '';
    return `${className(other)} (${shareText(share)}${ofWhat})`;
  });
  return `Closest to ${own}: ${names.join(', ')}.`;
}

/** Which moment of the run it is: the end of an epoch, or a step within one. */
export function momentWords(step: number, stepsPerEpoch: number): string {
  return step > 0 && step % stepsPerEpoch === 0 ? `epoch ${step / stepsPerEpoch}` : `step ${countText(step)}`;
}

export function problemSentence(problem: FilmProblem): string {
  switch (problem.kind) {
    case 'too-few':
      return `The run evaluates only ${countText(problem.images)} images, too few for a layout. Train on more images, or hold out more for validation.`;
    case 'not-finite':
      return 'The network’s values are no longer finite, so there is nothing to lay out. A smaller learning rate prevents that.';
    case 'failed':
      return `The layout could not be computed: ${problem.message}.`;
  }
}

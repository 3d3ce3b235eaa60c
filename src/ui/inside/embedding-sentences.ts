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
  if (first === undefined) return 'No two classes mix: the nearest neighbours of every image are of its own class.';
  const pair = ({ first: one, second: other }: typeof first) => `${className(one)} and ${className(other)}`;
  const then = second === undefined ? '' : `, then ${pair(second)} (${shareText(second.share)})`;
  const lonely = Array.from({ length: CLASS_COUNT }, (_, label) => label).filter(
    (label) => links[label * CLASS_COUNT + label] !== 0 && nearestClasses(links, label).length === 0,
  );
  const apart = lonely.length === 0 ? '' : ` Never among the others: ${lonely.map(className).join(', ')}.`;
  return `Nearest to each other lie ${pair(first)}: ${shareText(first.share)} of their images’ nearest neighbours are of the other class${then}.${apart}`;
}

/** @param links of countClassLinks */
export function nearClassesSentence(links: Uint32Array, label: number): string {
  const near = nearestClasses(links, label).slice(0, 3);
  const own = className(label);
  if (near.length === 0) return `${own}: the nearest neighbours of its images are all of its own class.`;
  const names = near.map((other) => `${className(other.label)} (${shareText(other.share)})`);
  return `Nearest to ${own}: ${names.join(', ')} of its images’ nearest neighbours.`;
}

/** Which moment of the run it is: the end of an epoch, or a step within one. */
export function momentWords(step: number, stepsPerEpoch: number): string {
  return step > 0 && step % stepsPerEpoch === 0 ? `epoch ${step / stepsPerEpoch}` : `step ${countText(step)}`;
}

export function problemSentence(problem: FilmProblem): string {
  switch (problem.kind) {
    case 'too-few':
      return `The run measures ${countText(problem.images)} images, too few to lay out. Train on more images, or keep more of them for validation.`;
    case 'not-finite':
      return 'The network’s numbers are no longer finite: there is nothing to lay out. A smaller learning rate keeps them so.';
    case 'failed':
      return `The images could not be laid out: ${problem.message}.`;
  }
}

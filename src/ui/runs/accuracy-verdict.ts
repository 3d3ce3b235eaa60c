import { correctCount, imagesCounted } from '../../core/confusion.ts';
import { disagreementOf, mcnemarP } from '../../core/mcnemar.ts';
import { type Share, twoSharesP } from '../../core/two-shares.ts';
import type { EvaluationRecord } from '../../state/evaluation-record.ts';
import { isRare, pText, timesText } from '../chance-words.ts';
import { countText } from '../format.ts';

/** Whether the accuracies of two runs on one split differ by more than chance, in words and as a p. */

export interface AccuracyVerdict {
  readonly p: number;
  /** Goes on after a colon. */
  readonly sentence: string;
}

type Measured = Pick<EvaluationRecord, 'split' | 'counts' | 'answers'>;

/**
 * By McNemar's exact test where both answered the very same images and the answers are available; else by the weaker test of
 * two shares, which says so. Undefined where a difference is no question of chance: of training images each network has
 * seen the answers.
 */
export function accuracyVerdict(
  first: Measured | undefined,
  second: Measured | undefined,
  names: readonly [string, string],
): AccuracyVerdict | undefined {
  if (first === undefined || second === undefined || first.split === 'train') return undefined;
  const disagreement = first.answers && second.answers && disagreementOf(first.answers, second.answers);
  if (disagreement === undefined) return unpaired(first, second);
  const { images, onlyFirst, onlySecond } = disagreement;
  const p = mcnemarP(disagreement);
  const onThese = `on the same ${countText(images)} images`;
  if (onlyFirst + onlySecond === 0) {
    return { p, sentence: `${onThese}, both are correct on exactly the same ones: nothing tells them apart.` };
  }
  const [nameA, nameB] = names;
  const counts = `${onThese}, only ${nameA} is correct on ${countText(onlyFirst)} and only ${nameB} on ${countText(onlySecond)}`;
  return { p, sentence: `${counts} (McNemar’s exact test, ${pText(p)}). ${meaning(p)}` };
}

function unpaired(first: Measured, second: Measured): AccuracyVerdict {
  const p = twoSharesP(shareOf(first), shareOf(second));
  const why =
    first.answers && second.answers
      ? 'the two were evaluated on different images'
      : 'the predictions for single images are not available for both';
  const test = `only the accuracies are compared (two-proportion z-test, ${pText(p)}), which is less sensitive than comparing image by image`;
  return { p, sentence: `${why}, so ${test}. ${meaning(p)}` };
}

function shareOf({ counts }: Measured): Share {
  return { successes: correctCount(counts), trials: imagesCounted(counts) };
}

function meaning(p: number): string {
  const often = `If both were equally good, a difference this large would come up by chance ${timesText(p, 'such sets of images')}`;
  return `${often}, so ${isRare(p) ? 'it is unlikely to be chance alone' : 'this difference may be chance alone'}.`;
}

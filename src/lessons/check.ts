/**
 * What a lesson claims, as data. `run` and `than` are positions in the lesson's list of experiments. Points are
 * percentage points. Where two runs are compared, it is by the mean of their last three epochs: a single epoch of a
 * small run is luck.
 */
export type Check =
  /** Train minus validation accuracy reaches so many points. */
  | { readonly kind: 'gap-over'; readonly run: number; readonly points: number; readonly byEpoch: number }
  /** The gap at the end is at least so many points smaller than the other run's. */
  | { readonly kind: 'gap-narrower'; readonly run: number; readonly than: number; readonly points: number }
  /** Train accuracy reaches this share, 0..1. */
  | { readonly kind: 'train-over'; readonly run: number; readonly share: number; readonly byEpoch: number }
  /** Validation accuracy at the end is at least so many points higher than the other run's; below 0, not much lower. */
  | { readonly kind: 'validation-higher'; readonly run: number; readonly than: number; readonly points: number }
  /** The validation loss at the end is at least so many percent below the other run's. */
  | { readonly kind: 'loss-lower'; readonly run: number; readonly than: number; readonly percent: number }
  /** The validation loss ends at least this many times as high as its lowest. */
  | { readonly kind: 'loss-turned'; readonly run: number; readonly times: number }
  /** Early stopping ends the run with at least so many epochs to spare. */
  | { readonly kind: 'ended-early'; readonly run: number; readonly epochs: number }
  /** The run diverges, or its validation accuracy stays below this share at every epoch. */
  | { readonly kind: 'never-learns'; readonly run: number; readonly below: number }
  /** Of the wrong labels, at least this share is answered as taught. */
  | { readonly kind: 'memorised-over'; readonly run: number; readonly share: number; readonly byEpoch: number }
  /** The validation recall of a class at the end is at least so many points higher than in the other run. */
  | {
      readonly kind: 'recall-higher';
      readonly run: number;
      readonly than: number;
      readonly label: number;
      readonly points: number;
    }
  /** The validation recall of some other class at the end is at least so many points lower than in the other run. */
  | {
      readonly kind: 'recall-pays';
      readonly run: number;
      readonly than: number;
      readonly label: number;
      readonly points: number;
    };

type Verdict = 'held' | 'not-held' | 'not-yet';

export interface CheckResult {
  readonly verdict: Verdict;
  /** With the numbers that were measured. */
  readonly sentence: string;
}

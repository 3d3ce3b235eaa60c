import { CLASS_COUNT } from '../../core/classes.ts';
import { indexOfLargest } from '../../core/softmax.ts';
import { countClassLinks } from '../../embedding/class-links.ts';
import { type Layout, LayoutClient } from '../../embedding/layout-client.ts';
import { FEWEST_POINTS } from '../../embedding/layout-limits.ts';
import type { Answers } from '../../state/evaluation-record.ts';
import type { Embedding } from '../../state/room-state.ts';

/** The layouts of a run, one after the other; kept while people look at something else. */

/** Tells one state of a run's weights from another. */
export interface Moment {
  /** Steps taken. */
  readonly step: number;
  /** How often an earlier epoch's weights had been put back by then. */
  readonly restores: number;
}

export interface EmbeddingFrame extends Moment {
  /** [images, 2] */
  readonly positions: Float32Array;
  /** What the network answers to each image; the images are of the train files. */
  readonly answers: Answers;
  /** Neighbours of each class's images by their class // [CLASS_COUNT, CLASS_COUNT] */
  readonly links: Uint32Array;
}

export type FilmProblem =
  | { readonly kind: 'too-few'; readonly images: number }
  | { readonly kind: 'not-finite' }
  | { readonly kind: 'failed'; readonly message: string };

export interface FilmState {
  readonly runId: number | undefined;
  readonly frames: readonly EmbeddingFrame[];
  /** Of the layout under way, 0..1. */
  readonly progress: number | undefined;
  readonly problem: FilmProblem | undefined;
  readonly isFollowing: boolean;
}

/** An embedding that was taken, and what it is of. */
export interface Take {
  readonly runId: number;
  readonly restores: number;
  readonly embedding: Embedding;
  /** Of all images of the train files. */
  readonly labels: Uint8Array;
}

/** Those kept: 65 KB each. The first ones go. */
const FRAMES_LIMIT = 200;

export function isSameMoment(one: Moment, other: Moment): boolean {
  return one.step === other.step && one.restores === other.restores;
}

function byTime(one: Moment, other: Moment): number {
  return one.restores - other.restores || one.step - other.step;
}

const EMPTY: FilmState = {
  runId: undefined,
  frames: [],
  progress: undefined,
  problem: undefined,
  isFollowing: false,
};

export class EmbeddingFilm {
  readonly #client: Pick<LayoutClient, 'lay' | 'stop'>;
  readonly #listeners = new Set<() => void>();
  #state = EMPTY;
  #underWay: Take | undefined;
  /** The latest that came meanwhile: what is older than it is left out, so that a slow machine doesn't fall behind. */
  #waiting: Take | undefined;

  constructor(client: Pick<LayoutClient, 'lay' | 'stop'> = new LayoutClient()) {
    this.#client = client;
  }

  readonly state = (): FilmState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another run starts another film. */
  showRun(runId: number | undefined): void {
    if (runId === this.#state.runId) return;
    this.rest();
    this.#change({ ...EMPTY, runId, isFollowing: this.#state.isFollowing });
  }

  follow(isFollowing: boolean): void {
    this.#change({ isFollowing });
  }

  /** Whether these weights are laid out, or will be. */
  has(moment: Moment): boolean {
    const coming = [this.#underWay, this.#waiting].filter((take) => take !== undefined);
    return [...this.#state.frames, ...coming.map(momentOf)].some((other) => isSameMoment(moment, other));
  }

  take(take: Take): void {
    if (take.runId !== this.#state.runId || this.has(momentOf(take))) return;
    if (this.#underWay === undefined) void this.#layOut(take);
    else this.#waiting = take;
  }

  /** Gives up what is under way, and the worker with it. */
  rest(): void {
    this.#underWay = undefined;
    this.#waiting = undefined;
    this.#client.stop();
    this.#change({ progress: undefined });
  }

  async #layOut(take: Take): Promise<void> {
    const { embedding } = take;
    const problem = problemOf(embedding);
    if (problem !== undefined) {
      this.#change({ problem, progress: undefined });
      return;
    }
    this.#underWay = take;
    this.#change({ progress: 0, problem: undefined });
    const { frames } = this.#state;
    // The best epoch may be looked at when later ones were.
    const before = frames.findLast((frame) => byTime(frame, momentOf(take)) < 0) ?? frames[0];
    const layout = await this.#client.lay({
      points: embedding.activations,
      width: embedding.width,
      start: before && isOfSameImages(before, embedding) ? before.positions : undefined,
      onProgress: (progress) => this.#change({ progress }),
    });
    // Given up meanwhile.
    if (this.#underWay !== take) return;
    this.#underWay = undefined;
    this.#keep(take, layout);
    const next = this.#waiting;
    this.#waiting = undefined;
    if (next !== undefined) void this.#layOut(next);
  }

  #keep(take: Take, layout: Layout): void {
    if ('fault' in layout) {
      this.#change({ progress: undefined, problem: { kind: 'failed', message: layout.fault } });
      return;
    }
    const answers = answersOf(take);
    const frame: EmbeddingFrame = {
      ...momentOf(take),
      positions: layout.positions,
      answers,
      links: countClassLinks(layout.neighbours, answers.actual),
    };
    const frames = [...this.#state.frames, frame].toSorted(byTime).slice(-FRAMES_LIMIT);
    this.#change({ progress: undefined, frames });
  }

  #change(change: Partial<FilmState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function momentOf({ embedding: { step }, restores }: Take): Moment {
  return { step, restores };
}

function problemOf({ indices, activations }: Embedding): FilmProblem | undefined {
  if (indices.length < FEWEST_POINTS) return { kind: 'too-few', images: indices.length };
  return activations.every(Number.isFinite) ? undefined : { kind: 'not-finite' };
}

function isOfSameImages({ answers }: EmbeddingFrame, { indices }: Embedding): boolean {
  return answers.indices.length === indices.length && indices.every((image, at) => answers.indices[at] === image);
}

function answersOf({ embedding: { indices, probabilities }, labels }: Take): Answers {
  return {
    indices,
    actual: Uint8Array.from(indices, (image) => labels[image] ?? 0),
    predicted: Uint8Array.from(indices, (_, at) =>
      indexOfLargest([...probabilities.subarray(at * CLASS_COUNT, (at + 1) * CLASS_COUNT)]),
    ),
    probabilities: Uint16Array.from(probabilities, (share) => Math.round(share * 0xffff)),
  };
}

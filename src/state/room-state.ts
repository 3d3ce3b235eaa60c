import type { LiveFieldName, NumberFieldName } from '../experiment/fields.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../experiment/schema.ts';
import type { LessonRun } from '../lessons/lesson-run.ts';
import type { Fault } from '../protocol/faults.ts';
import type { Embedding, InspectedImage, LayersLook, WeightsChoice } from '../protocol/inspection.ts';
import type { Backend, Device, RunPhase, ShardStatus, Source, SplitName } from '../protocol/messages.ts';
import type { RunHeader } from '../runs/run-record.ts';
import type { StoreFault } from '../runs/run-storage.ts';
import type { SharedExtent } from '../runs/shared-results/results-format.ts';
import type { EvaluationRecord } from './evaluation-record.ts';
import type { NormPoint } from './norm-history.ts';
import { NO_STEPS, type StepSeries } from './run-history.ts';
import { type Screen, TRAIN_SCREEN } from './screen.ts';

/** All the page shows, but the metrics of each step, which live in `RunHistory`. */

export type { FaultCode } from '../protocol/faults.ts';
export type {
  Embedding,
  FeatureMaps,
  Filters,
  GradCam,
  InspectedImage,
  LayerLook,
  Occlusion,
  Question,
  WeightsChoice,
} from '../protocol/inspection.ts';
export type { Device, Source, SplitName } from '../protocol/messages.ts';
export type { RunHeader } from '../runs/run-record.ts';
export type { ListedRun, StoreFaultCode } from '../runs/run-storage.ts';
export type { SharedExtent } from '../runs/shared-results/results-format.ts';

export type EngineStatus =
  | { readonly kind: 'starting'; readonly backend: Backend | undefined; readonly stage: 'starting' | 'verifying' }
  | { readonly kind: 'ready'; readonly device: Device }
  /** Nothing can be trained until the person starts the engine again. */
  | { readonly kind: 'unusable'; readonly fault: Fault };

/** A backend that was tried and cannot be used. */
export interface Rejection {
  readonly backend: Backend;
  readonly fault: Fault;
}

export interface DatasetState {
  readonly shards: readonly ShardStatus[];
  readonly labels: Readonly<Partial<Record<Source, Uint8Array>>>;
  /** The manifest or a label file failed. */
  readonly fault: Fault | undefined;
}

/** `lost`: the worker died; what the page has of the run stays, as ended. */
export type ShownPhase = RunPhase | 'lost';

/** Something that happened to a run between two steps, for the charts to name. */
export type RunMark =
  | {
      readonly kind: 'setting';
      readonly step: number;
      readonly name: LiveFieldName;
      readonly value: number;
      readonly cause: 'person' | 'plateau';
    }
  /** The weights of an earlier epoch were put back. */
  | { readonly kind: 'restored'; readonly step: number; readonly epoch: number };

/** The results of a run as the text of a link, and how much of the run they are. */
export interface SharedResults {
  readonly text: string;
  /** The settings of the run as they were written into the link: the text is tied to them. */
  readonly settings: string;
  readonly extent: SharedExtent;
}

/** Where the run on screen comes from. All but `trained` are frozen: a record to look at, without weights. */
export type RunOrigin =
  | { readonly kind: 'trained' }
  | { readonly kind: 'history'; readonly key: string }
  /** With the results as the link has them, to be handed on as they are: what was left out of them is not measured here. */
  | { readonly kind: 'link'; readonly results?: SharedResults }
  /** `key`: under which it was saved here. */
  | { readonly kind: 'file'; readonly name: string; readonly key?: string }
  | { readonly kind: 'reference'; readonly id: string };

/** What the person last asked for; a plateau may have lowered the learning rate since. */
export type LiveSettings = Readonly<Record<LiveFieldName, number>>;

interface RunPace {
  readonly msPerStep: number;
  readonly imagesPerSecond: number;
  /** What one round of evaluations took; 0 before the first. */
  readonly evaluationMs: number;
}

export interface RunState {
  readonly id: number;
  /** The same as its record's in the store; that of a run from a link, a file or the app itself is like no other's. */
  readonly key: string;
  /** What people call a run without a name; missing for a run from elsewhere. */
  readonly number: number | undefined;
  /** What a run from elsewhere is called; the store has the names of its own. */
  readonly name?: string | undefined;
  readonly origin: RunOrigin;
  /** What a frozen run was trained on, where that is known. */
  readonly recordedOn: RunHeader['device'];
  readonly experiment: Experiment;
  /** Train shards the person chose to go without. */
  readonly withoutShards: readonly number[];
  readonly phase: ShownPhase;
  /** A pause was asked for and has not happened yet. */
  readonly isPausing: boolean;
  /** The test set is being measured; the phase stays what it was meanwhile. */
  readonly isMeasuringTest: boolean;
  readonly step: number;
  readonly fault: Fault | undefined;
  /** The engine has the weights; false once its worker died. */
  readonly isHeld: boolean;
  readonly marks: readonly RunMark[];
  readonly chosen: LiveSettings;
  /** Why the run has finished; undefined before. */
  readonly ending: 'epochs' | 'early-stopping' | undefined;
  readonly pace: RunPace | undefined;
  /** When the evaluations under way began, by the page's clock. */
  readonly evaluatingSinceMs: number | undefined;
}

/** A run at hand to compare with: one that made way for another, or one read from the store. */
export interface EarlierRun {
  readonly key: string;
  readonly number: number | undefined;
  readonly name?: string | undefined;
  readonly experiment: Experiment;
  readonly phase: ShownPhase;
  readonly ending: RunState['ending'];
  /** Without answers. */
  readonly evaluations: readonly EvaluationRecord[];
  readonly steps: StepSeries;
  readonly marks: readonly RunMark[];
}

export interface Cell {
  readonly actual: number;
  readonly predicted: number;
}

/** What matrix and table subtract from the evaluation shown. */
export type DifferenceFrom =
  | { readonly kind: 'epoch'; readonly epoch: number }
  | { readonly kind: 'run'; readonly key: string };

interface SeenEmbedding {
  /** Whose it is: those of the best epoch may be of long ago. */
  readonly weights: WeightsChoice;
  readonly embedding: Embedding;
}

/** A picture that is being drawn. It gets an answer again and again, and a look at the layers once it rests. */
interface Sketch {
  readonly image: InspectedImage;
  /** The latest answer, which may be to a stroke before; undefined before the first. */
  readonly probabilities: Float32Array | undefined;
}

/** Why runs are not saved, or the saved one can't be resumed; until dismissed. */
interface StoreProblem {
  readonly attempt: 'save' | 'resume';
  readonly fault: StoreFault;
}

/** The run that made way by a reset or a restart, or that a person is asked about before it does. */
export interface SetAside {
  readonly kind: 'undo' | 'question';
  readonly by: 'reset' | 'restart';
  readonly run: Pick<RunState, 'key' | 'number' | 'name'>;
}

export interface RoomState {
  readonly screen: Screen;
  /** The page is a frame in another one: the charts and hardly anything else. */
  readonly isEmbedded: boolean;
  /** The charts of a run are shown large, for a projector. */
  readonly isPresenting: boolean;
  /** The address wants a run that nobody has pressed Train for. */
  readonly wantsAutostart: boolean;
  /** The settings of the panel; may be out of bounds while somebody types. */
  readonly draft: Experiment;
  /** What was typed into fields and is no number; their settings are NaN meanwhile. */
  readonly refusedTexts: Readonly<Partial<Record<NumberFieldName, string>>>;
  readonly engine: EngineStatus;
  readonly rejections: readonly Rejection[];
  /** Why the last worker was replaced, until dismissed. */
  readonly replacement: Fault | undefined;
  /** Sentences about the address, until dismissed. */
  readonly notices: readonly string[];
  readonly dataset: DatasetState;
  readonly run: RunState | undefined;
  /** Of earlier runs, what lessons compare. */
  readonly lessonRuns: readonly LessonRun[];
  readonly evaluations: readonly EvaluationRecord[];
  readonly shownSplit: SplitName;
  /** Undefined follows the latest. */
  readonly shownEpoch: number | undefined;
  /** Undefined shows the evaluation itself. */
  readonly differenceFrom: DifferenceFrom | undefined;
  readonly selectedCell: Cell | undefined;
  /** Lit wherever a class is named. */
  readonly litClass: number | undefined;
  /** The run's steps as last published; the columns they are views of live in `RunHistory`. */
  readonly steps: StepSeries;
  /** The image that Look inside follows through the layers. */
  readonly insideImage: InspectedImage | undefined;
  /** A picture that was given to the page, until Look inside has taken it. */
  readonly offeredPicture: File | undefined;
  /** The latest look at the layers; of `insideImage` but for a moment after another one was chosen. */
  readonly layersLook: LayersLook | undefined;
  readonly normHistory: readonly NormPoint[];
  /** Until the layers were looked at for it, or another image was chosen. */
  readonly sketch: Sketch | undefined;
  /** Where the network puts images, as last asked for. */
  readonly embedding: SeenEmbedding | undefined;
  /** A few runs to compare with, those that came last to hand at the end. */
  readonly earlierRuns: readonly EarlierRun[];
  /** The runs chosen to be drawn beside the one on screen, in the order chosen; the charts hold the first few. */
  readonly comparedKeys: readonly string[];
  /** Lit wherever a run is named or drawn. */
  readonly litRun: string | undefined;
  /** Where the run on screen was last saved, and can be gone on from. */
  readonly savedStep: number | undefined;
  /** What the checkpoint of a resumed run was computed on, as `deviceName` has it. */
  readonly resumedFrom: string | undefined;
  /** A run that was under way when its page was closed. */
  readonly interrupted: RunHeader | undefined;
  /** Whether there is one is known. */
  readonly isInterruptedKnown: boolean;
  readonly storeProblem: StoreProblem | undefined;
  /** Until it is put back, let go or answered. */
  readonly setAside: SetAside | undefined;
}

export const STARTING: EngineStatus = { kind: 'starting', backend: undefined, stage: 'starting' };
export const NO_DATASET: DatasetState = { shards: [], labels: {}, fault: undefined };

/** What belongs to a run and goes with it. */
export const NO_RUN = {
  run: undefined,
  steps: NO_STEPS,
  evaluations: [],
  shownSplit: 'validation',
  shownEpoch: undefined,
  differenceFrom: undefined,
  selectedCell: undefined,
  layersLook: undefined,
  normHistory: [],
  sketch: undefined,
  embedding: undefined,
  savedStep: undefined,
  resumedFrom: undefined,
} as const satisfies Partial<RoomState>;

export function initialRoomState(notices: readonly string[]): RoomState {
  return {
    ...NO_RUN,
    screen: TRAIN_SCREEN,
    isEmbedded: false,
    isPresenting: false,
    wantsAutostart: false,
    lessonRuns: [],
    draft: DEFAULT_EXPERIMENT,
    refusedTexts: {},
    engine: STARTING,
    rejections: [],
    replacement: undefined,
    notices,
    dataset: NO_DATASET,
    litClass: undefined,
    insideImage: undefined,
    offeredPicture: undefined,
    earlierRuns: [],
    comparedKeys: [],
    litRun: undefined,
    interrupted: undefined,
    isInterruptedKnown: false,
    storeProblem: undefined,
    setAside: undefined,
  };
}

import { accuracyOf, imagesCounted } from '../core/confusion.ts';
import { storedExperiment } from '../experiment/read-experiment.ts';
import type { Experiment } from '../experiment/schema.ts';
import type { Checkpoint } from '../protocol/checkpoint.ts';
import {
  EVALUATIONS_LIMIT,
  MARKS_LIMIT,
  RUN_HEADER_VERSION,
  RUN_HISTORY_VERSION,
  type RunRecord,
  type RunStatus,
  type StoredEvaluation,
} from '../runs/run-record.ts';
import { answersBytes, bestValidation, type EvaluationRecord } from './evaluation-record.ts';
import { newRun } from './new-run.ts';
import type { LiveSettings, RoomState, RunMark, RunOrigin, RunState } from './room-state.ts';
import { isMoving } from './run-progress.ts';

/** The run on screen as it is stored, and back. */

/** Who a stored run is, and when: what only its keeper knows. */
export interface RunIdentity {
  readonly key: string;
  readonly number: number | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly savedAt: number;
}

export type RunOnScreen = Pick<RoomState, 'steps' | 'evaluations' | 'engine'> & { readonly run: RunState };

/**
 * A record that ends exactly where the checkpoint stands, whatever the screen shows beyond it; without a checkpoint all
 * there is. Its columns are copies. Undefined when steps that the checkpoint covers are missing.
 */
export function makeRunRecord(
  { key, number, createdAt, savedAt }: RunIdentity,
  { run, steps, evaluations, engine }: RunOnScreen,
  checkpoint: Pick<Checkpoint, 'step'> | undefined,
  status = statusOf(run),
): RunRecord | undefined {
  const end = checkpoint?.step ?? steps.losses.length;
  if (steps.losses.length < end) return undefined;
  const { experiment, withoutShards, ending } = run;
  const covered = evaluations.filter(({ step }) => step <= end);
  const best = bestValidation(covered, experiment.judge);
  const test = covered.findLast(({ split }) => split === 'test');
  const trainingMs = steps.trainingMs.slice(0, end);
  const device = deviceOf(run, engine);
  const kept = covered.slice(-EVALUATIONS_LIMIT).map((evaluation) => stored(evaluation, covered, best));
  return {
    header: {
      version: RUN_HEADER_VERSION,
      key,
      ...(number !== undefined && { number }),
      ...storedExperiment(experiment),
      withoutShards,
      ...(device && { device }),
      createdAt,
      savedAt,
      status,
      ...(ending !== undefined && { ending }),
      step: end,
      trainingMs: trainingMs.at(-1) ?? 0,
      ...(best && { best: { epoch: best.epoch, accuracy: best.accuracy, loss: best.loss } }),
      ...(test && { test: { epoch: test.epoch, accuracy: test.accuracy, images: imagesCounted(test.counts) } }),
      historyBytes: historyBytes(end, kept),
    },
    history: {
      version: RUN_HISTORY_VERSION,
      columns: {
        losses: steps.losses.slice(0, end),
        accuracies: steps.accuracies.slice(0, end),
        learningRates: steps.learningRates.slice(0, end),
        trainingMs,
      },
      evaluations: kept,
      marks: run.marks.filter(({ step }) => step <= end).slice(-MARKS_LIMIT),
    },
  };
}

/** What a history takes, without the few bytes around its arrays. */
export function historyBytes(steps: number, evaluations: readonly StoredEvaluation[]): number {
  const ofEvaluations = evaluations.reduce(
    (sum, { counts, answers }) => sum + counts.byteLength + answersBytes(answers),
    0,
  );
  return steps * COLUMN_COUNT * Float32Array.BYTES_PER_ELEMENT + ofEvaluations;
}

/** Losses, accuracies, learning rates and times. */
const COLUMN_COUNT = 4;

/** What the page shows of a stored run that is about to go on: paused, and not yet with the engine. */
export function roomOfRecord(record: RunRecord, checkpoint: Pick<Checkpoint, 'device'>, runId: number) {
  return {
    ...shownOf(record, runId, { origin: { kind: 'trained' }, phase: 'paused' }),
    savedStep: record.header.step,
    resumedFrom: checkpoint.device,
    interrupted: undefined,
  } satisfies Partial<RoomState>;
}

/** What the page shows of a run to look at: ended where its record ends, and never with the engine. */
export function roomOfFrozenRecord(record: RunRecord, origin: RunOrigin, runId: number) {
  const { status } = record.header;
  const phase = status === 'running' || status === 'paused' ? 'stopped' : status;
  return shownOf(record, runId, { origin, phase });
}

/** What a run from elsewhere is called that brings no name of its own. */
function nameFrom(origin: RunOrigin): string | undefined {
  switch (origin.kind) {
    case 'link':
      return 'Shared run';
    case 'file':
      return origin.name;
    case 'reference':
      return `Reference ${origin.id}`;
    default:
      return undefined;
  }
}

function isOfStore({ kind }: Pick<RunOrigin, 'kind'>): boolean {
  return kind === 'trained' || kind === 'history';
}

/** A link or a file may say any key: it must not be taken for a run that is stored here. */
export function shownKey(key: string, origin: Pick<RunOrigin, 'kind'>): string {
  return isOfStore(origin) ? key : `${origin.kind} ${key}`;
}

function shownOf(
  { header, history }: RunRecord,
  runId: number,
  { origin, phase }: Pick<RunState, 'origin' | 'phase'>,
): Pick<RoomState, 'evaluations' | 'draft'> & { readonly run: RunState } {
  const { number, name, experiment, withoutShards, device, step, ending } = header;
  const isStored = isOfStore(origin);
  const chosen = chosenBy(history.marks, experiment);
  const key = shownKey(header.key, origin);
  const run: RunState = {
    ...newRun(runId, { key, number: isStored ? number : undefined }, experiment, withoutShards),
    name: isStored ? undefined : (name ?? nameFrom(origin)),
    origin,
    recordedOn: device,
    phase,
    step,
    isHeld: false,
    marks: history.marks,
    chosen,
    ending,
  };
  return {
    run,
    evaluations: history.evaluations.map(
      ({ answers, ...evaluation }): EvaluationRecord => ({
        ...evaluation,
        accuracy: accuracyOf(evaluation.counts),
        answers,
      }),
    ),
    // A frozen run is trained again as it was begun, not as it was changed on the way.
    draft: origin.kind === 'trained' ? { ...experiment, ...chosen } : experiment,
  };
}

function statusOf(run: RunState): RunStatus {
  if (isMoving(run) || run.phase === 'lost') return 'running';
  switch (run.phase) {
    case 'paused':
    case 'stopped':
    case 'finished':
    case 'diverged':
    case 'failed':
      return run.phase;
    default:
      return 'running';
  }
}

function deviceOf({ origin, recordedOn }: RunState, engine: RoomState['engine']): RunState['recordedOn'] {
  if (origin.kind !== 'trained') return recordedOn;
  if (engine.kind !== 'ready') return undefined;
  const { backend, adapter, threads } = engine.device;
  return { backend, adapter: adapter.slice(0, 200), threads };
}

/** Answers are large: they are kept for what a person looks at first. */
function stored(
  { accuracy: _, answers, ...evaluation }: EvaluationRecord,
  all: readonly EvaluationRecord[],
  best: EvaluationRecord | undefined,
): StoredEvaluation {
  const { split, step } = evaluation;
  const isNewest = all.findLast((other) => other.split === split)?.step === step;
  const isBest = split === 'validation' && best?.step === step;
  return answers !== undefined && (isNewest || isBest) ? { ...evaluation, answers } : evaluation;
}

/** What a person last asked for: told by the marks, which say what the engine took over. */
function chosenBy(marks: readonly RunMark[], experiment: Experiment): LiveSettings {
  const { learningRate, weightDecay, dropoutScale } = experiment;
  const chosen = { learningRate, weightDecay, dropoutScale };
  for (const mark of marks) if (mark.kind === 'setting' && mark.cause === 'person') chosen[mark.name] = mark.value;
  return chosen;
}

import { AwakeTime } from '../core/awake-time.ts';
import { imagesCounted } from '../core/confusion.ts';
import type { EngineEvent, ShardStatus } from '../protocol/messages.ts';
import { addEvaluation, makeEvaluationRecord } from './evaluation-record.ts';
import { addNormPoint } from './norm-history.ts';
import type { RoomState, RunState } from './room-state.ts';

/**
 * What an event of the engine changes in the state. Pure: the columns of a chunk are appended elsewhere, and time comes
 * in as an argument.
 */
export function applyEvent(state: RoomState, event: EngineEvent, nowMs: number): Partial<RoomState> {
  switch (event.type) {
    case 'booting':
      return { engine: { kind: 'starting', backend: event.backend, stage: event.stage } };
    case 'backendRejected':
      return { rejections: [...state.rejections, { backend: event.backend, fault: event.fault }] };
    case 'ready':
      return { engine: { kind: 'ready', device: event.device } };
    case 'manifest':
      return { dataset: { ...state.dataset, shards: event.shards, fault: undefined } };
    case 'shard':
      return { dataset: { ...state.dataset, shards: withShard(state.dataset.shards, event.shard) } };
    case 'labels': {
      const labels = { ...state.dataset.labels, [event.source]: event.labels };
      return { dataset: { ...state.dataset, labels } };
    }
    case 'dataFailed':
      return { dataset: { ...state.dataset, fault: event.fault } };
    case 'pixels':
    case 'inspection':
    case 'checkpoint':
    case 'fatal':
      // Answered before they get here.
      return {};
    case 'phase':
    case 'chunk':
    case 'evaluation':
    case 'setting':
    case 'restored':
    case 'layers':
    case 'embedding':
      if (state.run === undefined || event.runId !== state.run.id) return {};
      return applyRunEvent(state, state.run, event, nowMs);
  }
}

type RunEvent = Exclude<Extract<EngineEvent, { readonly runId: number }>, { type: 'checkpoint' }>;

function applyRunEvent(state: RoomState, run: RunState, event: RunEvent, nowMs: number): Partial<RoomState> {
  switch (event.type) {
    case 'phase':
      return { run: withPhase(run, event, nowMs, (measuredMs) => evaluationMs(measuredMs, state, run)) };
    case 'chunk': {
      const { msPerStep, imagesPerSecond } = event;
      const pace = { msPerStep, imagesPerSecond, evaluationMs: run.pace?.evaluationMs ?? 0 };
      return { run: { ...run, step: Math.max(run.step, event.firstStep + event.losses.length), pace } };
    }
    case 'evaluation': {
      const evaluations = addEvaluation(state.evaluations, makeEvaluationRecord(event), run.experiment.judge);
      // A person who asks for the test set wants to see it; at a run's end it is measured without being asked for.
      return event.split === 'test' && run.isMeasuringTest ? { evaluations, shownSplit: 'test' } : { evaluations };
    }
    case 'setting': {
      const { step, name, value, cause } = event;
      return { run: { ...run, marks: [...run.marks, { kind: 'setting', step, name, value, cause }] } };
    }
    case 'layers': {
      const { look } = event;
      const normHistory = addNormPoint(state.normHistory, look);
      // A look may have been asked for before its picture was taken away.
      return state.insideImage === undefined ? { normHistory } : { layersLook: look, normHistory };
    }
    case 'embedding':
      return { embedding: { weights: 'latest', embedding: event.embedding } };
    case 'restored': {
      const { step, epoch } = event;
      return { run: { ...run, marks: [...run.marks, { kind: 'restored', step, epoch }] } };
    }
  }
}

/**
 * What an epoch's evaluation took, without what the machine slept meanwhile. It takes no more than training on as many images
 * does; where it seems to, it took what the last one did.
 */
function evaluationMs(measuredMs: number, { evaluations }: RoomState, { pace, step }: RunState): number {
  const images = evaluations
    .filter((evaluation) => evaluation.step === step)
    .reduce((sum, { counts }) => sum + imagesCounted(counts), 0);
  const isKnown = pace !== undefined && pace.imagesPerSecond > 0 && images > 0;
  const { ms, verdict } = new AwakeTime().count(
    measuredMs,
    isKnown ? (1000 * images) / pace.imagesPerSecond : undefined,
  );
  return verdict === 'gap' && pace !== undefined && pace.evaluationMs > 0 ? pace.evaluationMs : ms;
}

function withPhase(
  run: RunState,
  event: Extract<RunEvent, { type: 'phase' }>,
  nowMs: number,
  awakeMs: (measuredMs: number) => number,
): RunState {
  const { phase, step, fault, ending } = event;
  const isEvaluating = phase === 'evaluating';
  if (run.isMeasuringTest && isEvaluating) return run;
  const isMoving = phase === 'training' || isEvaluating;
  const evaluatedForMs =
    run.evaluatingSinceMs === undefined || isEvaluating ? undefined : awakeMs(nowMs - run.evaluatingSinceMs);
  return {
    ...run,
    phase,
    step,
    fault,
    ending,
    isPausing: run.isPausing && isMoving,
    isMeasuringTest: false,
    pace:
      run.pace === undefined || evaluatedForMs === undefined ? run.pace : { ...run.pace, evaluationMs: evaluatedForMs },
    evaluatingSinceMs: isEvaluating ? (run.evaluatingSinceMs ?? nowMs) : undefined,
  };
}

function withShard(shards: readonly ShardStatus[], shard: ShardStatus): readonly ShardStatus[] {
  return shards.map((other) => (other.source === shard.source && other.index === shard.index ? shard : other));
}

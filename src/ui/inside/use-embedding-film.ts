import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { bestValidation } from '../../state/evaluation-record.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import type { RunState, WeightsChoice } from '../../state/room-state.ts';
import { isMoving } from '../../state/run-progress.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { EmbeddingFilm, type FilmState, type Moment } from './embedding-film.ts';

const films = new WeakMap<FittingRoom, EmbeddingFilm>();

function filmOf(room: FittingRoom): EmbeddingFilm {
  const film = films.get(room) ?? new EmbeddingFilm();
  films.set(room, film);
  return film;
}

interface ShownFilm extends FilmState {
  readonly film: EmbeddingFilm;
  readonly isLive: boolean;
  readonly hasWeights: boolean;
  /** The best epoch, where its weights were chosen. */
  readonly best: Moment | undefined;
}

/**
 * The layouts of the run on screen. A run that stands still is laid out where it stands, and its best epoch when that is
 * chosen; one under way only where somebody follows it, and none while nobody can see it.
 */
export function useEmbeddingFilm(isVisible: boolean, weights: WeightsChoice): ShownFilm {
  const room = useFittingRoom();
  const film = filmOf(room);
  const state = useSyncExternalStore(film.subscribe, film.state);
  const runId = useRoom(({ run }) => run?.id);
  const hasWeights = useRoom(({ run }) => run?.isHeld === true && run.phase !== 'preparing');
  const isLive = useRoom(({ run }) => isMoving(run) && run?.phase !== 'preparing');
  const isStanding = useRoom(({ run }) => !isMoving(run) && run?.isMeasuringTest === false) && hasWeights;
  const step = useRoom(({ run }) => (isStanding ? run?.step : undefined));
  const restores = useRoom(({ run }) => restoresBefore(run, Number.POSITIVE_INFINITY));
  const best = useBestMoment();
  const wanted = weights === 'best' ? best : undefined;
  const labels = useRoom(({ dataset }) => dataset.labels.train);
  const seen = useRoom((room) => room.embedding);

  useEffect(() => film.showRun(runId), [film, runId]);

  useEffect(() => {
    if (runId === undefined || seen === undefined || labels === undefined) return;
    const { embedding } = seen;
    const by = seen.weights === 'best' ? restoresBefore(room.store.getState().run, embedding.step) : restores;
    film.take({ runId, restores: by, embedding, labels });
  }, [room, film, runId, restores, seen, labels]);

  useEffect(() => {
    if (!isVisible || weights === 'best' || step === undefined) return;
    if (!film.has({ step, restores })) void room.inside.lookAtEmbedding('latest');
  }, [room, film, isVisible, weights, step, restores]);

  useEffect(() => {
    if (isVisible && hasWeights && wanted !== undefined && !film.has(wanted)) void room.inside.lookAtEmbedding('best');
  }, [room, film, isVisible, hasWeights, wanted]);

  useEffect(() => {
    if (!isVisible || !isLive || !state.isFollowing || runId === undefined) return;
    room.inside.watchEmbedding(true);
    return () => room.inside.watchEmbedding(false);
  }, [room, isVisible, isLive, state.isFollowing, runId]);

  useEffect(() => () => film.rest(), [film]);

  return { ...state, film, isLive, hasWeights, best: wanted };
}

/** How often an earlier epoch's weights had been put back when the step was taken. */
function restoresBefore(run: RunState | undefined, step: number): number {
  return run?.marks.filter((mark) => mark.kind === 'restored' && mark.step < step).length ?? 0;
}

function useBestMoment(): Moment | undefined {
  const run = useRoom((state) => state.run);
  const evaluations = useRoom((state) => state.evaluations);
  const step = run && bestValidation(evaluations, run.experiment.judge)?.step;
  const restores = step === undefined ? 0 : restoresBefore(run, step);
  return useMemo(() => (step === undefined ? undefined : { step, restores }), [step, restores]);
}

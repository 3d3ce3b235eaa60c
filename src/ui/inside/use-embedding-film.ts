import { useEffect, useSyncExternalStore } from 'react';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { isMoving } from '../../state/run-progress.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { EmbeddingFilm, type FilmState } from './embedding-film.ts';

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
}

/**
 * The layouts of the run on screen. A run that stands still is laid out where it stands; one under way only where somebody
 * follows it, and neither while nobody can see it.
 */
export function useEmbeddingFilm(isVisible: boolean): ShownFilm {
  const room = useFittingRoom();
  const film = filmOf(room);
  const state = useSyncExternalStore(film.subscribe, film.state);
  const runId = useRoom(({ run }) => run?.id);
  const hasWeights = useRoom(({ run }) => run?.isHeld === true && run.phase !== 'preparing');
  const isLive = useRoom(({ run }) => isMoving(run) && run?.phase !== 'preparing');
  const isStanding = useRoom(({ run }) => !isMoving(run) && run?.isMeasuringTest === false) && hasWeights;
  const step = useRoom(({ run }) => (isStanding ? run?.step : undefined));
  const restores = useRoom(({ run }) => run?.marks.filter(({ kind }) => kind === 'restored').length ?? 0);
  const labels = useRoom(({ dataset }) => dataset.labels.train);
  const embedding = useRoom((room) => room.embedding);

  useEffect(() => film.showRun(runId), [film, runId]);

  useEffect(() => {
    if (runId !== undefined && embedding && labels) film.take({ runId, restores, embedding, labels });
  }, [film, runId, restores, embedding, labels]);

  useEffect(() => {
    if (isVisible && step !== undefined && !film.has(step, restores)) void room.lookAtEmbedding();
  }, [room, film, isVisible, step, restores]);

  useEffect(() => {
    if (!isVisible || !isLive || !state.isFollowing || runId === undefined) return;
    room.watchEmbedding(true);
    return () => room.watchEmbedding(false);
  }, [room, isVisible, isLive, state.isFollowing, runId]);

  useEffect(() => () => film.rest(), [film]);

  return { ...state, film, isLive, hasWeights };
}

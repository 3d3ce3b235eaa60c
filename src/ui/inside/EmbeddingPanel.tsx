import { Button, Progress } from '@mantine/core';
import { useDocumentVisibility, useIntersection } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { stepsPerEpoch } from '../../experiment/schema.ts';
import type { WeightsChoice } from '../../state/room-state.ts';
import { Hint } from '../Hint.tsx';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { EmbeddingView } from './EmbeddingView.tsx';
import { problemSentence } from './embedding-sentences.ts';
import { useEmbeddingFilm } from './use-embedding-film.ts';
import { WeightsSwitch } from './WeightsSwitch.tsx';
import './embedding.css';

interface EmbeddingPanelProps {
  readonly weights: WeightsChoice;
  readonly onChooseWeights: (weights: WeightsChoice) => void;
  /** What else the panel's place can show. */
  readonly views: ReactNode;
}

/** Where the network puts images: the output of its second last layer, laid out on a plane by UMAP. */
export function EmbeddingPanel({ weights, onChooseWeights, views }: EmbeddingPanelProps) {
  const room = useFittingRoom();
  const { ref, entry } = useIntersection();
  const isVisible = useDocumentVisibility() === 'visible' && entry?.isIntersecting === true;
  const shown = useEmbeddingFilm(isVisible, weights);
  const { film, frames, progress, problem, isFollowing, isLive, hasWeights, best } = shown;
  const perEpoch = useRoom(({ run }) => (run === undefined ? 1 : stepsPerEpoch(run.experiment)));
  const isFrozen = useRoom(({ run }) => run !== undefined && !run.isHeld);
  return (
    <Panel
      title="Embedding"
      area="layers"
      actions={
        <>
          <Hint text="Updates the layout after each epoch, starting from the previous one. Slows training a little while this is open.">
            <Button
              size="compact-xs"
              variant="default"
              aria-pressed={isFollowing}
              onClick={() => film.follow(!isFollowing)}
            >
              Follow training
            </Button>
          </Hint>
          <WeightsSwitch weights={weights} onChoose={onChooseWeights} />
          {views}
        </>
      }
    >
      <div ref={ref} className="embedding">
        {frames.length > 0 && (
          <EmbeddingView key={film.state().runId} frames={frames} wanted={best} stepsPerEpoch={perEpoch} />
        )}
        {frames.length === 0 && problem === undefined && (
          <p className="inside-hint">{emptySentence({ isFrozen, hasWeights, isLive, isFollowing })}</p>
        )}
        {problem && (
          <p className="inside-hint" role="alert">
            {problemSentence(problem)}{' '}
            {problem.kind === 'failed' && !isLive && (
              <Button size="compact-xs" variant="default" onClick={() => void room.inside.lookAtEmbedding(weights)}>
                Try again
              </Button>
            )}
          </p>
        )}
        {/* Keeps its place, so that nothing moves when it comes and goes. */}
        <div className="embedding-progress" data-idle={progress === undefined || undefined}>
          {progress !== undefined && (
            <>
              <span>
                Computing layout <span translate="no">{`${Math.round(100 * progress)}%`}</span>
              </span>
              <Progress value={100 * progress} size="sm" aria-label="Computing the layout" />
            </>
          )}
        </div>
      </div>
    </Panel>
  );
}

interface Situation {
  readonly isFrozen: boolean;
  readonly hasWeights: boolean;
  readonly isLive: boolean;
  readonly isFollowing: boolean;
}

function emptySentence({ isFrozen, hasWeights, isLive, isFollowing }: Situation): string {
  if (isFrozen)
    return 'This run’s weights are not available here. Train it or continue it to see where it puts images.';
  if (!hasWeights) {
    return 'Train for a step or more: up to 2,000 images are laid out here, with similar ones close together.';
  }
  if (isLive && !isFollowing) {
    return 'Press Follow training to see the layout while the run trains, or pause it to see where the images are now.';
  }
  return isLive ? 'The layout appears shortly, and again after each epoch.' : 'The layout is being computed.';
}

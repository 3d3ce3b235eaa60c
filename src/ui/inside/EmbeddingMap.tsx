import { useComputedColorScheme } from '@mantine/core';
import { useElementSize, useReducedMotion } from '@mantine/hooks';
import { useMemo } from 'react';
import { PointCloud } from '../../charts/PointCloud.tsx';
import { boxAround } from '../../charts/plane-points.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import type { EmbeddingFrame } from './embedding-film.ts';
import { answerWords, PointCard } from './PointCard.tsx';

interface EmbeddingMapProps {
  readonly frames: readonly EmbeddingFrame[];
  readonly frame: EmbeddingFrame;
  readonly chosen: ReadonlySet<number> | undefined;
  readonly label: string;
  readonly onChoose: (points: readonly number[]) => void;
}

/** The plane with the images on it. Its scale holds for all layouts of the run, so that what moves has moved. */
export function EmbeddingMap({ frames, frame, chosen, label, onChoose }: EmbeddingMapProps) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const isDark = useComputedColorScheme('light') === 'dark';
  const steadily = useReducedMotion();
  const { ref, width, height } = useElementSize();
  const box = useMemo(() => boxAround(frames.map(({ positions }) => positions)), [frames]);
  const { answers } = frame;
  const point = (found: number | undefined) => room.lightClass(found === undefined ? undefined : answers.actual[found]);
  const pick = (picked: number) => {
    room.inside.choose({ kind: 'dataset', source: 'train', index: answers.indices[picked] ?? 0 });
    onChoose([picked]);
  };
  return (
    <div ref={ref} className="embedding-plane">
      {width > 0 && height > 0 && (
        <PointCloud
          positions={frame.positions}
          box={box}
          width={width}
          height={height}
          actual={answers.actual}
          predicted={answers.predicted}
          isDark={isDark}
          isStill={steadily}
          litClass={litClass}
          chosen={chosen}
          label={label}
          nameOf={(named) => answerWords(answers, named).join(', ')}
          noteOf={(noted) => <PointCard answers={answers} point={noted} />}
          onPoint={point}
          onPick={pick}
          onOutline={onChoose}
        />
      )}
    </div>
  );
}

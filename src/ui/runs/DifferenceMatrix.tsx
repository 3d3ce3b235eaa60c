import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { ConfusionGrid } from '../../charts/ConfusionGrid.tsx';
import { matrixView } from '../../charts/matrix-view.ts';
import { classOrder } from '../../core/class-order.ts';
import { imagesCounted } from '../../core/confusion.ts';
import type { EarlierRun, SplitName } from '../../state/room-state.ts';
import { MatrixScale } from '../MatrixScale.tsx';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { standingFor } from './compared-figures.ts';
import '../matrix.css';

interface DifferenceMatrixProps {
  readonly runs: readonly [EarlierRun, EarlierRun];
  readonly names: readonly [string, string];
}

/** Where the answers of the second run differ from those of the first, each at its best epoch. */
export function DifferenceMatrix({ runs: [first, second], names: [nameA, nameB] }: DifferenceMatrixProps) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const isDark = useComputedColorScheme('light') === 'dark';
  const [chosen, choose] = useState<SplitName>('validation');
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);
  const [a, b] = useMemo(() => [standingFor(first), standingFor(second)], [first, second]);
  const hasTest = a.test !== undefined && b.test !== undefined;
  const split = chosen === 'test' && hasTest ? 'test' : 'validation';
  const [before, now] = [a[split], b[split]];
  // Shares where the runs were measured on different numbers of images: counts would differ for that reason alone.
  const mode = before && now && imagesCounted(before.counts) === imagesCounted(now.counts) ? 'counts' : 'ofActual';
  const words = `in ${nameA}`;
  const view = useMemo(
    () =>
      before &&
      now &&
      matrixView({
        counts: now.counts,
        mode,
        rows: 'predicted',
        order: classOrder('dataset', now.counts),
        hidesDiagonal: false,
        reference: { counts: before.counts, words },
      }),
    [before, now, mode, words],
  );
  return (
    <Panel
      title="Confusion matrix"
      detail={before && now && `${nameB}, epoch ${now.epoch}, minus ${nameA}, epoch ${before.epoch}`}
      area="pair-matrix"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Split"
          value={split}
          onChange={(value) => choose(value === 'test' ? 'test' : 'validation')}
          data={[
            { value: 'validation', label: 'Validation' },
            { value: 'test', label: 'Test', disabled: !hasTest },
          ]}
        />
      }
    >
      {view === undefined ? (
        <p className="runs-about">Appears once both runs have been evaluated on their validation images.</p>
      ) : (
        <div className="pair-matrix">
          <ConfusionGrid
            view={view}
            isDark={isDark}
            label={`Difference of the confusion matrices, ${nameB} minus ${nameA}`}
            caption={
              <>
                <span className="matrix-numbers">{mode === 'counts' ? 'change in images' : 'change in points'}</span>
                <MatrixScale isDark={isDark} mode={mode} view={view} />
              </>
            }
            litClass={litClass}
            selected={undefined}
            onLight={light}
            onSelect={IGNORE}
          />
        </div>
      )}
    </Panel>
  );
}

/** No images are kept of both runs to list. */
const IGNORE = () => undefined;

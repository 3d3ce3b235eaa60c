import { memo, useMemo } from 'react';
import { SmallLine } from '../../charts/SmallLine.tsx';
import type { LayerLook } from '../../state/room-state.ts';
import { useRoom } from '../room-context.ts';
import { valueText } from './layer-sentences.ts';

/** The norms of a layer's weights and gradients, and how they went since somebody looks. */
export const LayerNorms = memo(function LayerNorms({ look }: { readonly look: LayerLook }) {
  const { id, weightNorm } = look;
  const history = useRoom((state) => state.normHistory);
  const weights = useMemo(
    () => history.map(({ step, layers }) => ({ x: step, y: layers[id]?.weights ?? Number.NaN })),
    [history, id],
  );
  const gradients = useMemo(
    () => history.map(({ step, layers }) => ({ x: step, y: layers[id]?.gradients ?? Number.NaN })),
    [history, id],
  );
  if (weightNorm === undefined) return null;
  const lastGradient = gradients.findLast(({ y }) => !Number.isNaN(y))?.y;
  return (
    <dl className="layer-norms">
      <div className="layer-norm" data-kind="weights">
        <dt>weights</dt>
        <dd>
          <SmallLine points={weights} />
          <span translate="no">{valueText(weightNorm)}</span>
        </dd>
      </div>
      <div className="layer-norm" data-kind="gradients">
        <dt>gradients</dt>
        <dd>
          <SmallLine points={gradients} />
          <span translate="no">{lastGradient === undefined ? '–' : valueText(lastGradient)}</span>
        </dd>
      </div>
    </dl>
  );
});

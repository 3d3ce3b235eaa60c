import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { OverlayImage } from '../../charts/OverlayImage.tsx';
import { ProbabilityBars } from '../../charts/ProbabilityBars.tsx';
import { CLASS_NAMES, className } from '../../core/classes.ts';
import { isFlat } from '../../core/picture-shades.ts';
import { indexOfLargest } from '../../core/softmax.ts';
import type { WeightsChoice } from '../../state/room-state.ts';
import { percentText } from '../format.ts';
import { Panel } from '../Panel.tsx';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { ExplanationLegend } from './ExplanationLegend.tsx';
import { overlayOf } from './overlay-of.ts';
import { EXPLANATIONS, type ExplanationKind, useExplanation } from './use-explanation.ts';
import { useInspectedPixels } from './use-inspected-pixels.ts';

const NAMES: Readonly<Record<ExplanationKind, string>> = {
  none: 'Image alone',
  gradCam: 'Grad-CAM',
  occlusion: 'Occlusion',
};

/** What the network answers to the image, and where in it the answer came from. */
export function AnswerPanel({ weights }: { readonly weights: WeightsChoice }) {
  const room = useFittingRoom();
  const litClass = useRoom((state) => state.litClass);
  const light = useCallback((label: number | undefined) => room.lightClass(label), [room]);
  const inside = useRoom((state) => state.insideImage);
  const sketch = useRoom((state) => state.sketch);
  const look = useRoom((state) => state.layersLook);
  const image = sketch?.image ?? inside;
  const labels = useRoom((state) => (image?.kind === 'dataset' ? state.dataset.labels[image.source] : undefined));
  const actual = image?.kind === 'dataset' ? labels?.[image.index] : undefined;
  const [kind, setKind] = useState<ExplanationKind>('none');
  const [label, setLabel] = useState<number>();
  const [patch, setPatch] = useState(0);
  const map = useExplanation(inside, { kind, label, patch }, weights);
  const overlay = useMemo(() => map && image === inside && overlayOf(map), [map, image, inside]) || undefined;
  const pixels = useInspectedPixels(image);
  const isFlatDrawing = useMemo(() => image?.kind === 'own' && isFlat(image.pixels), [image]);
  const answered = sketch?.probabilities ?? look?.probabilities;
  const probabilities = useMemo(() => [...(answered ?? [])], [answered]);
  const predicted = indexOfLargest(probabilities);
  const words = actual === undefined ? 'your own picture' : className(actual);
  const answer = answered && `${className(predicted)} at ${percentText(probabilities[predicted] ?? 0)}`;
  return (
    <Panel title="Prediction" detail={answer} area="answer">
      <div className="answer">
        <div className="answer-image">
          {pixels && (
            <OverlayImage
              pixels={pixels}
              overlay={overlay}
              label={`Image of ${words}${overlay ? ` with the ${NAMES[kind]} map` : ''}`}
            />
          )}
        </div>
        <div className="answer-side">
          {answered ? (
            <div className="answer-bars">
              <ProbabilityBars
                probabilities={probabilities}
                actual={actual ?? -1}
                predicted={predicted}
                litClass={litClass}
                onLight={light}
              />
            </div>
          ) : (
            <p className="inside-hint">
              {image === undefined
                ? 'Draw or choose a picture: its prediction appears here.'
                : 'Once a run has weights, its prediction for the image appears here.'}
            </p>
          )}
        </div>
      </div>
      {answered && isFlatDrawing && (
        <p className="inside-hint answer-flat">
          The network knows photos, with folds and shadows. This picture is of one shade, so its prediction can be wrong
          however confident it is: try greys and a soft edge.
        </p>
      )}
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Overlay"
        value={kind}
        onChange={(value) => setKind(value)}
        data={EXPLANATIONS.map((value) => ({ value, label: NAMES[value], disabled: look === undefined }))}
      />
      {kind !== 'none' && (
        <div className="explanation">
          <div className="explanation-choices">
            <NativeSelect
              size="xs"
              aria-label="Class to explain"
              value={label ?? ''}
              onChange={({ currentTarget: { value } }) => setLabel(value === '' ? undefined : Number(value))}
              data={[
                { value: '', label: 'for the predicted class' },
                ...CLASS_NAMES.map((name, index) => ({ value: String(index), label: `for ${name}` })),
              ]}
            />
            {kind === 'occlusion' && (
              <SegmentedControl
                size="xs"
                aria-label="Colour of the patch"
                value={String(patch)}
                onChange={(value) => setPatch(Number(value))}
                data={[
                  { value: '0', label: 'Black patch' },
                  { value: '128', label: 'Grey patch' },
                ]}
              />
            )}
          </div>
          <ExplanationLegend map={map} kind={kind} />
        </div>
      )}
    </Panel>
  );
}

import { overlayColour } from '../../charts/signed-colour.ts';
import { className } from '../../core/classes.ts';
import type { GradCam, Occlusion } from '../../state/room-state.ts';
import { pointsText, signedText } from '../format.ts';
import { largestMagnitude } from './overlay-of.ts';
import type { ExplanationKind } from './use-explanation.ts';

interface ExplanationLegendProps {
  readonly map: GradCam | Occlusion | undefined;
  readonly kind: Exclude<ExplanationKind, 'none'>;
}

const ABOUT = {
  gradCam:
    'Weights each map of the last convolution by how much the class score rises with it. It shows, at that layer’s coarse resolution, where there is evidence for the class; it shows no single pixels and no evidence against it.',
  occlusion:
    'A 5×5 patch covers each place in turn: orange where that lowers the probability of the class, blue where it raises it. The network never saw such patches in training, and parts that can replace each other seem not to matter.',
} as const;

/** What the colours over the image mean, and what they don't. */
export function ExplanationLegend({ map, kind }: ExplanationLegendProps) {
  return (
    <>
      <div className="explanation-legend">{map ? <Scale map={map} /> : 'The map appears once a run has weights.'}</div>
      <p className="inside-hint">{ABOUT[kind]} Updated when selected, when paused and after each epoch.</p>
    </>
  );
}

function Scale({ map }: { readonly map: GradCam | Occlusion }) {
  const largest = largestMagnitude(map.kind === 'gradCam' ? map.values : map.losses);
  if (largest === 0) {
    return map.kind === 'gradCam'
      ? `The last convolution finds no evidence for ${className(map.label)}.`
      : `Covering any place makes no difference for ${className(map.label)}.`;
  }
  if (map.kind === 'gradCam') {
    return (
      <>
        nothing <Bar from={0} /> most for {className(map.label)}
      </>
    );
  }
  return (
    <>
      covered, {className(map.label)} changes by {signedText(100 * largest, 1)} <Bar from={-1} /> {pointsText(-largest)}
    </>
  );
}

const STOPS = Array.from({ length: 11 }, (_, index) => index / 10);

function Bar({ from }: { readonly from: -1 | 0 }) {
  const colours = STOPS.map((stop) => {
    const [red, green, blue, alpha] = overlayColour(from + (1 - from) * stop);
    return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  });
  return (
    <span className="explanation-bar" style={{ backgroundImage: `linear-gradient(90deg, ${colours.join(', ')})` }} />
  );
}

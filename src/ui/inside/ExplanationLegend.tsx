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
    'Each map of the last convolution counts by how much the class score rises with it. So it shows where that layer saw what speaks for the class, as coarsely as it sees: no single pixels, and nothing that speaks against it.',
  occlusion:
    'A patch of 5×5 pixels hides each place in turn: orange where the class loses probability by it, blue where it gains. The network never saw such patches, and parts that stand in for each other seem not to matter.',
} as const;

/** What the colours over the image mean, and what they don't. */
export function ExplanationLegend({ map, kind }: ExplanationLegendProps) {
  return (
    <>
      <div className="explanation-legend">{map ? <Scale map={map} /> : 'The map comes once a run has weights.'}</div>
      <p className="inside-hint">{ABOUT[kind]} Made when chosen, at pauses and at epochs’ ends.</p>
    </>
  );
}

function Scale({ map }: { readonly map: GradCam | Occlusion }) {
  const largest = largestMagnitude(map.kind === 'gradCam' ? map.values : map.losses);
  if (largest === 0) {
    return map.kind === 'gradCam'
      ? `In no place does the last convolution speak for ${className(map.label)}.`
      : `Hiding a place changes nothing for ${className(map.label)}.`;
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
      hidden, {className(map.label)} gets {signedText(100 * largest, 1)} <Bar from={-1} /> {pointsText(-largest)}
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

import type { Layer } from '../../core/layers.ts';
import type { Filters, LayerLook } from '../../state/room-state.ts';
import { countText } from '../format.ts';

/** Numbers of a layer as words. */

/** Short, for values of any size: 0.0312, 4.71, 1.2e+4. */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return 'not a number';
  const size = Math.abs(value);
  const isFar = size !== 0 && (size < 0.001 || size >= 10_000);
  return (isFar ? value.toExponential(1) : String(Number(value.toPrecision(3)))).replaceAll('-', '−');
}

/** How many of the layer's units are never active; undefined for a layer without a ReLU. */
export function deadUnitsText(layer: Layer, look: LayerLook, images: number): string | undefined {
  const { deadUnits } = look;
  const units = layer.outputShape.at(-1) ?? 0;
  if (deadUnits === undefined || images === 0) return undefined;
  const on = `on ${countText(images)} images`;
  if (deadUnits === 0) return `All ${countText(units)} units are active ${on}`;
  return `${countText(deadUnits)} of ${countText(units)} are never active ${on}`;
}

/** What the maps of a layer are; undefined where it shows none. */
export function mapsText({ maps }: LayerLook): string | undefined {
  if (maps === undefined) return undefined;
  const { total, shown, lowest, highest } = maps;
  const units = maps.height * maps.width === 1 ? 'units' : 'feature maps';
  const count = shown < total ? `The first ${shown} of ${countText(total)} ${units}` : `${countText(total)} ${units}`;
  return `${count}; black ${valueText(lowest)}, white ${valueText(highest)}`;
}

export function filtersText({ size, total, shown, reading }: Filters): string {
  const count = shown < total ? `The first ${shown} of ${countText(total)} filters` : `${countText(total)} filters`;
  if (reading === 'weights') return `${count}, ${size}×${size} weights: orange above 0, blue below`;
  return `${count}: strength at each of ${size}×${size} places (root mean square over the inputs, so without a sign)`;
}

/** Why a layer has nothing to draw. */
export function passesOnText({ spec }: Layer): string | undefined {
  switch (spec.kind) {
    case 'dropout':
      return 'Only active in training; here it passes everything through.';
    case 'flatten':
      return 'The same numbers, in one row.';
    case 'branches':
      return 'The outputs of the branches above, joined.';
    default:
      return undefined;
  }
}

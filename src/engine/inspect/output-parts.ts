import type { Layer } from '../../core/layers.ts';

/** Channels of a layer's output that are the output of one layer: its own, or that of the end of one of its branches. */
export interface OutputPart {
  readonly layer: Layer;
  readonly firstChannel: number;
  readonly channels: number;
}

function lastSide(layer: Layer): number {
  return layer.outputShape.at(-1) ?? 0;
}

/** The outputs that joined branches hold side by side; of any other layer its own output. */
export function outputParts(layer: Layer): OutputPart[] {
  if (layer.branches.length === 0) return [{ layer, firstChannel: 0, channels: lastSide(layer) }];
  let firstChannel = 0;
  return layer.branches.flatMap((branch) => {
    const last = branch.at(-1);
    if (last === undefined) return [];
    const part = { layer: last, firstChannel, channels: lastSide(last) };
    firstChannel += part.channels;
    return [part];
  });
}

/** Layers whose output is part of another's: a forward pass may never make it on its own. */
export function branchEnds(layers: readonly Layer[]): ReadonlySet<string> {
  const joined = layers.filter(({ branches }) => branches.length > 0);
  return new Set(joined.flatMap((layer) => outputParts(layer).map(({ layer: { id } }) => id)));
}

import { memo } from 'react';
import type { Layer } from '../core/layers.ts';
import { layerName, ownParameters, shapeWords } from './layer-words.ts';
import './layer-diagram.css';

/** The layers of a network from input to output: name, output shape, parameters. Branches stand side by side. */
export const LayerDiagram = memo(function LayerDiagram({ layers }: { readonly layers: readonly Layer[] }) {
  return (
    <ol className="layers" aria-label="Layers, with output shape and parameters">
      <li className="layer" data-kind="input">
        <span className="layer-name">Image</span>
        <span translate="no">28×28×1</span>
        <span className="layer-unit">parameters</span>
      </li>
      {layers.map((layer) => (
        <LayerRow key={layer.id} layer={layer} />
      ))}
    </ol>
  );
});

function LayerRow({ layer }: { readonly layer: Layer }) {
  const parameters = ownParameters(layer);
  return (
    <li data-kind={layer.spec.kind} className={layer.branches.length > 0 ? 'layer-split' : undefined}>
      {layer.branches.length > 0 && (
        <div className="branches">
          {layer.branches.map((branch) => (
            <ol key={branch[0]?.id} className="branch">
              {branch.map((inner) => (
                <li key={inner.id} className="branch-layer" data-kind={inner.spec.kind}>
                  <span className="layer-name">{layerName(inner)}</span>
                  <span translate="no">{shapeWords(inner)}</span>
                  <span translate="no">
                    {ownParameters(inner) > 0 ? ownParameters(inner).toLocaleString('en') : '–'}
                  </span>
                </li>
              ))}
            </ol>
          ))}
        </div>
      )}
      <div className="layer" data-kind={layer.spec.kind}>
        <span className="layer-name">{layerName(layer)}</span>
        <span translate="no">{shapeWords(layer)}</span>
        <span translate="no">{parameters > 0 ? parameters.toLocaleString('en') : ''}</span>
      </div>
    </li>
  );
}

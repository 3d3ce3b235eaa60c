import { type ReactNode, useMemo } from 'react';
import { layerName, shapeWords } from '../../charts/layer-words.ts';
import { flattenLayers, type Layer } from '../../core/layers.ts';
import { networkLayers } from '../../core/networks.ts';
import type { LayerLook, WeightsChoice } from '../../state/room-state.ts';
import { countText } from '../format.ts';
import { Panel } from '../Panel.tsx';
import { useRoom } from '../room-context.ts';
import { FilterImages, MapImages } from './LayerImages.tsx';
import { LayerNorms } from './LayerNorms.tsx';
import { deadUnitsText, filtersText, mapsText, passesOnText } from './layer-sentences.ts';
import { WeightsSwitch } from './WeightsSwitch.tsx';

interface LayersPanelProps {
  readonly weights: WeightsChoice;
  readonly onChooseWeights: (weights: WeightsChoice) => void;
  /** What else the panel's place can show. */
  readonly views: ReactNode;
}

/** The image on its way through the network, layer by layer. */
export function LayersPanel({ weights, onChooseWeights, views }: LayersPanelProps) {
  const look = useRoom((state) => state.layersLook);
  const network = useRoom((state) => state.run?.experiment.network ?? state.draft.network);
  const isFrozen = useRoom(({ run }) => run !== undefined && !run.isHeld);
  const layers = useMemo(() => flattenLayers(networkLayers(network)), [network]);
  const byId = useMemo(() => new Map(look?.layers.map((layer) => [layer.id, layer])), [look]);
  return (
    <Panel
      title="Layers"
      detail={look && `after ${countText(look.step)} steps`}
      area="layers"
      actions={
        <>
          <WeightsSwitch weights={weights} onChoose={onChooseWeights} />
          {views}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it. */}
      <section className="layer-list" tabIndex={0} aria-label="All layers">
        {look === undefined && (
          <p className="inside-hint">
            {isFrozen
              ? 'This run’s weights are not available here. Train it or continue it to see what each layer makes of the image.'
              : 'Train for a step or more: what each layer makes of the image appears here and changes as the network learns.'}
          </p>
        )}
        {layers.map((layer) => (
          <LayerSection
            key={layer.id}
            layer={layer}
            look={byId.get(layer.id)}
            deadUnitImages={look?.deadUnitImages ?? 0}
          />
        ))}
      </section>
    </Panel>
  );
}

interface LayerSectionProps {
  readonly layer: Layer;
  readonly look: LayerLook | undefined;
  readonly deadUnitImages: number;
}

function LayerSection({ layer, look, deadUnitImages }: LayerSectionProps) {
  const name = layerName(layer);
  const dead = look && deadUnitsText(layer, look, deadUnitImages);
  const maps = look && mapsText(look);
  const branch = layer.id.includes('.') ? `, branch ${Number(layer.id.split('.')[1]) + 1}` : '';
  return (
    <article className="layer-inside" aria-label={`${name}${branch}`}>
      <header className="layer-head">
        <h3 className="layer-title">
          {name}
          <span className="layer-shape" translate="no">
            {' '}
            {shapeWords(layer)}
            {branch}
          </span>
        </h3>
        {dead && (
          <span className="layer-dead" data-some={look?.deadUnits ? true : undefined}>
            {dead}
          </span>
        )}
        {look && <LayerNorms look={look} />}
      </header>
      {passesOnText(layer) && <p className="inside-hint">{passesOnText(layer)}</p>}
      {look?.maps && maps && (
        <figure className="layer-figure">
          <MapImages maps={look.maps} label={`${name}${branch}: ${maps}`} />
          <figcaption>{maps}</figcaption>
        </figure>
      )}
      {look?.filters && (
        <figure className="layer-figure">
          <FilterImages filters={look.filters} label={`${name}${branch}: ${filtersText(look.filters)}`} />
          <figcaption>{filtersText(look.filters)}</figcaption>
        </figure>
      )}
    </article>
  );
}

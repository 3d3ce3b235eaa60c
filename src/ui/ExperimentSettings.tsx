import { useMemo } from 'react';
import { LayerDiagram } from '../charts/LayerDiagram.tsx';
import { countParameters } from '../core/layers.ts';
import { NETWORK_IDS, NETWORKS, networkLayers } from '../core/networks.ts';
import { CHOICE_FIELDS, LIVE_FIELD_NAMES, NUMBER_FIELD_NAMES } from '../experiment/fields.ts';
import { DEFAULT_EXPERIMENT, experimentProblems } from '../experiment/schema.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { countText } from './format.ts';
import type { HintSide } from './Hint.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { PresetSetting } from './PresetSetting.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import './experiment.css';

const NETWORK_CHOICES = NETWORK_IDS.map((id) => ({
  value: id,
  label: `${NETWORKS[id].name} · ${countText(countParameters(networkLayers(id)))} parameters`,
}));

/** Everything that decides the next run. */
export function ExperimentSettings({ hintSide }: { readonly hintSide: HintSide }) {
  const room = useFittingRoom();
  const draft = useRoom((state) => state.draft);
  const problems = experimentProblems(draft);
  const layers = useMemo(() => networkLayers(draft.network), [draft.network]);
  return (
    <div className="experiment">
      <PresetSetting hintSide={hintSide} />
      <ChoiceSetting
        label="Network"
        explanation="The layers between an image and its ten probabilities."
        value={draft.network}
        default={DEFAULT_EXPERIMENT.network}
        choices={NETWORK_CHOICES}
        hintSide={hintSide}
        onChange={(network) => room.changeDraft({ network })}
      />
      <p className="experiment-lesson">{NETWORKS[draft.network].lesson}</p>
      <div className="experiment-numbers">
        {NUMBER_FIELD_NAMES.map((name) => (
          <NumberSetting
            key={name}
            name={name}
            value={draft[name]}
            problem={problems[name]}
            hintSide={hintSide}
            onChange={(value) => room.changeDraft({ [name]: value })}
            onDone={() => {
              if (LIVE_FIELD_NAMES.some((live) => live === name)) room.applyLiveSettings();
            }}
          />
        ))}
      </div>
      <ChoiceSetting
        label="Schedule"
        explanation="Whether the learning rate is halved once the validation loss has not improved for two epochs."
        value={draft.schedule}
        default={DEFAULT_EXPERIMENT.schedule}
        choices={CHOICE_FIELDS.schedule.options}
        hintSide={hintSide}
        onChange={(schedule) => room.changeDraft({ schedule })}
      />
      <h3 className="experiment-heading">Layers</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="experiment-layers" tabIndex={0} aria-label="Layers">
        <LayerDiagram layers={layers} />
      </section>
    </div>
  );
}

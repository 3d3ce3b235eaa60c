import { useMemo } from 'react';
import { LayerDiagram } from '../charts/LayerDiagram.tsx';
import { countParameters } from '../core/layers.ts';
import { NETWORK_IDS, NETWORKS, networkLayers } from '../core/networks.ts';
import { CHOICE_FIELDS, GROUPS } from '../experiment/fields.ts';
import { draftProblems } from '../state/draft-problems.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { countText } from './format.ts';
import { groupSummary } from './group-summary.ts';
import type { HintSide } from './Hint.tsx';
import { StudyText } from './OriginalStudy.tsx';
import { PresetSetting } from './PresetSetting.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { ScheduleForecast } from './ScheduleForecast.tsx';
import { SettingControl } from './SettingControl.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { isChanged, settingsShown, TOP_NUMBERS } from './setting-groups.ts';
import './experiment.css';

const NETWORK_CHOICES = NETWORK_IDS.map((id) => ({
  value: id,
  label: `${NETWORKS[id].name} · ${countText(countParameters(networkLayers(id)))} parameters`,
}));

/** Everything that decides the next run, from the tables of `experiment/fields.ts`. */
export function ExperimentSettings({ hintSide }: { readonly hintSide: HintSide }) {
  const room = useFittingRoom();
  const draft = useRoom((state) => state.draft);
  const refusedTexts = useRoom((state) => state.refusedTexts);
  const problems = useMemo(() => draftProblems({ draft, refusedTexts }), [draft, refusedTexts]);
  const layers = useMemo(() => networkLayers(draft.network), [draft.network]);
  return (
    <div className="experiment">
      <PresetSetting hintSide={hintSide} />
      <ChoiceSetting
        label={CHOICE_FIELDS.network.label}
        explanation={CHOICE_FIELDS.network.explanation}
        value={draft.network}
        default={CHOICE_FIELDS.network.default}
        choices={NETWORK_CHOICES}
        problem={problems.network}
        hintSide={hintSide}
        onChange={(network) => room.changeDraft({ network })}
      />
      <p className="experiment-lesson">
        <StudyText text={NETWORKS[draft.network].lesson} />
      </p>
      <div className="experiment-fields">
        {TOP_NUMBERS.map((name) => (
          <SettingControl key={name} name={name} problem={problems[name]} hintSide={hintSide} />
        ))}
      </div>
      <div className="experiment-sections">
        {GROUPS.map((group) => {
          const names = settingsShown(group, draft, problems);
          return (
            <SettingsSection
              key={group}
              group={group}
              summary={groupSummary(group, draft)}
              isChanged={isChanged(names, draft)}
              problem={names.map((name) => problems[name]).find((sentence) => sentence !== undefined)}
            >
              {names.map((name) => (
                <SettingControl key={name} name={name} problem={problems[name]} hintSide={hintSide} />
              ))}
              {group === 'schedule' && <ScheduleForecast draft={draft} problems={problems} />}
            </SettingsSection>
          );
        })}
      </div>
      <h3 className="experiment-heading">Layers</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the end of what scrolls must be reachable by keyboard. */}
      <section className="experiment-layers" tabIndex={0} aria-label="Layers">
        <LayerDiagram layers={layers} />
      </section>
    </div>
  );
}

import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { matchingPreset, PRESET_GROUPS, PRESETS } from '../experiment/presets.ts';
import { Hint, type HintSide } from './Hint.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';

const CUSTOM = 'custom';

/** A ready-made experiment, or `Custom` for one of the person's own. The seed stays as it is. */
export function PresetSetting({ hintSide }: { readonly hintSide: HintSide }) {
  const room = useFittingRoom();
  const draft = useRoom((state) => state.draft);
  const preset = matchingPreset(draft);
  const id = useId();
  const description = preset?.description ?? 'Your own settings.';
  return (
    <div className="setting">
      <div className="setting-head">
        <label htmlFor={id} className="setting-label">
          Preset
        </label>
      </div>
      <Hint side={hintSide} text={`${description} A preset sets everything except the seed.`}>
        <NativeSelect
          id={id}
          size="xs"
          value={preset?.id ?? CUSTOM}
          aria-describedby={`${id}-about`}
          onChange={(event) => {
            const chosen = PRESETS.find((other) => other.id === event.currentTarget.value);
            if (chosen === undefined) return;
            room.changeDraft({ ...chosen.experiment, seed: draft.seed });
            room.applyLiveSettings();
          }}
        >
          {preset === undefined && <option value={CUSTOM}>Custom</option>}
          {PRESET_GROUPS.map((group) => (
            <optgroup key={group} label={group}>
              {PRESETS.filter((other) => other.group === group).map((other) => (
                <option key={other.id} value={other.id}>
                  {other.name}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
      </Hint>
      <span id={`${id}-about`} hidden>
        {description} A preset sets everything except the seed.
      </span>
    </div>
  );
}

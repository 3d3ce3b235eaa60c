import {
  CHOICE_FIELDS,
  type ChoiceField,
  type ChoiceFieldName,
  LIVE_FIELD_NAMES,
  NUMBER_FIELDS,
  type NumberFieldName,
  OPTIMIZERS,
  offeredOptions,
  SWITCH_FIELDS,
  type SwitchFieldName,
} from '../experiment/fields.ts';
import { ADAMW_WEIGHT_DECAY, changeOfOptimizer, isRateLowForSgd } from '../experiment/optimizer-change.ts';
import type { SettingName } from '../experiment/schema.ts';
import { isActive } from '../state/run-progress.ts';
import { ChoiceSetting } from './ChoiceSetting.tsx';
import { ClassWeightsSetting } from './ClassWeightsSetting.tsx';
import type { HintSide } from './Hint.tsx';
import { NumberSetting } from './NumberSetting.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { SwitchSetting } from './SwitchSetting.tsx';

interface ControlProps<Name extends SettingName> {
  readonly name: Name;
  readonly problem: string | undefined;
  readonly hintSide: HintSide;
}

/** The control of one setting, as its table says. */
export function SettingControl({ name, problem, hintSide }: ControlProps<SettingName>) {
  if (isNumberName(name)) return <NumberControl name={name} problem={problem} hintSide={hintSide} />;
  if (isSwitchName(name)) return <SwitchControl name={name} problem={problem} hintSide={hintSide} />;
  if (isChoiceName(name)) return <ChoiceControl name={name} problem={problem} hintSide={hintSide} />;
  return <ClassWeightsControl name={name} problem={problem} hintSide={hintSide} />;
}

function isNumberName(name: SettingName): name is NumberFieldName {
  return name in NUMBER_FIELDS;
}

function isSwitchName(name: SettingName): name is SwitchFieldName {
  return name in SWITCH_FIELDS;
}

function isChoiceName(name: SettingName): name is ChoiceFieldName {
  return name in CHOICE_FIELDS;
}

function NumberControl({ name, problem, hintSide }: ControlProps<NumberFieldName>) {
  const room = useFittingRoom();
  const value = useRoom(({ draft }) => draft[name]);
  const refusedText = useRoom(({ draft, refusedTexts }) =>
    Number.isNaN(draft[name]) ? refusedTexts[name] : undefined,
  );
  const canBeLive = LIVE_FIELD_NAMES.some((live) => live === name);
  const isLive = useRoom(({ run }) => canBeLive && isActive(run));
  return (
    <NumberSetting
      name={name}
      value={value}
      refusedText={refusedText}
      problem={problem}
      hintSide={hintSide}
      isLive={isLive}
      onChange={(changed) => room.changeDraft({ [name]: changed })}
      onRefused={(text) => room.refuseText(name, text)}
      onDone={() => {
        if (canBeLive) room.applyLiveSettings();
      }}
    />
  );
}

function SwitchControl({ name, hintSide }: ControlProps<SwitchFieldName>) {
  const room = useFittingRoom();
  const value = useRoom(({ draft }) => draft[name]);
  return (
    <SwitchSetting
      name={name}
      value={value}
      hintSide={hintSide}
      onChange={(changed) => room.changeDraft({ [name]: changed })}
    />
  );
}

function ChoiceControl({ name, problem, hintSide }: ControlProps<ChoiceFieldName>) {
  const room = useFittingRoom();
  const value = useRoom(({ draft }) => draft[name]);
  const isRateLow = useRoom(({ draft }) => name === 'optimizer' && isRateLowForSgd(draft));
  const field: ChoiceField = CHOICE_FIELDS[name];
  const choose = (chosen: string) => {
    const optimizer = OPTIMIZERS.find((other) => other === chosen);
    if (name !== 'optimizer' || optimizer === undefined) return room.changeDraft({ [name]: chosen });
    room.changeDraft(changeOfOptimizer(room.store.getState().draft, optimizer));
    // It may have set the weight decay, which a run takes over at once.
    room.applyLiveSettings();
  };
  return (
    <ChoiceSetting
      label={field.label}
      explanation={
        name === 'optimizer'
          ? `${field.explanation} AdamW raises a weight decay of 0 to ${ADAMW_WEIGHT_DECAY}.`
          : field.explanation
      }
      value={value}
      default={field.default}
      choices={offeredOptions(field, value)}
      problem={problem}
      note={isRateLow ? 'SGD usually wants a learning rate of 0.01 to 0.1.' : undefined}
      hintSide={hintSide}
      onChange={choose}
    />
  );
}

function ClassWeightsControl({ name, problem, hintSide }: ControlProps<'classWeights'>) {
  const room = useFittingRoom();
  const value = useRoom(({ draft }) => draft[name]);
  return (
    <ClassWeightsSetting
      value={value}
      problem={problem}
      hintSide={hintSide}
      onChange={(classWeights) => room.changeDraft({ classWeights })}
    />
  );
}

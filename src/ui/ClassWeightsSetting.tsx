import { Button, Slider } from '@mantine/core';
import { useId } from 'react';
import { CLASS_NAMES } from '../core/classes.ts';
import { CLASS_WEIGHTS_FIELD } from '../experiment/fields.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { Hint, type HintSide } from './Hint.tsx';
import './class-weights.css';

/** The study's claim to try: the class most often missed counts three times. */
const SHIRT = CLASS_NAMES.indexOf('Shirt');
const SHIRT_WEIGHT = 3;

interface ClassWeightsSettingProps {
  readonly value: readonly number[];
  readonly problem: string | undefined;
  readonly hintSide: HintSide;
  readonly onChange: (value: readonly number[]) => void;
}

/** Ten sliders, one a class. */
export function ClassWeightsSetting({ value, problem, hintSide, onChange }: ClassWeightsSettingProps) {
  const { label, explanation, minimum, maximum, step } = CLASS_WEIGHTS_FIELD;
  const id = useId();
  const isDefault = value.every((weight) => weight === CLASS_WEIGHTS_FIELD.default);
  return (
    <fieldset
      className="setting class-weights"
      data-wide
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-about ${id}-problem`}
    >
      <div className="setting-head">
        <Hint side={hintSide} text={`${explanation} From ${minimum} to ${maximum}; default 1 for each.`}>
          <span id={`${id}-label`} className="setting-label">
            {label}
          </span>
        </Hint>
      </div>
      <div className="class-weights-buttons">
        <Hint text={`Counts each shirt ${SHIRT_WEIGHT} times: recall of Shirt rises at the expense of other classes.`}>
          <Button
            size="compact-xs"
            variant="default"
            disabled={value[SHIRT] === SHIRT_WEIGHT}
            onClick={() => onChange(value.with(SHIRT, SHIRT_WEIGHT))}
          >
            Weight Shirt more
          </Button>
        </Hint>
        <Hint text="Back to the default: every class counts once.">
          <Button
            size="compact-xs"
            variant="default"
            disabled={isDefault}
            onClick={() => onChange(DEFAULT_EXPERIMENT.classWeights)}
          >
            All equal
          </Button>
        </Hint>
      </div>
      {CLASS_NAMES.map((name, classLabel) => {
        const weight = value[classLabel] ?? 0;
        return (
          <div key={name} className="class-weight">
            <span aria-hidden="true">{name}</span>
            <Slider
              size={4}
              thumbSize={14}
              min={minimum}
              max={maximum}
              step={step}
              label={null}
              thumbLabel={`Weight of ${name}`}
              thumbProps={{ 'aria-describedby': `${id}-about` }}
              startPointValue={CLASS_WEIGHTS_FIELD.default}
              value={weight}
              onChange={(chosen) => onChange(value.with(classLabel, chosen))}
            />
            <span aria-hidden="true" className="class-weight-value" data-changed={weight !== 1 || undefined}>
              {weight}
            </span>
          </div>
        );
      })}
      <span id={`${id}-about`} hidden>
        {explanation}
      </span>
      <div id={`${id}-problem`} className="setting-problem">
        {problem}
      </div>
    </fieldset>
  );
}

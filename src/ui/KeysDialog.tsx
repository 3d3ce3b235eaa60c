import { Kbd, Modal, Switch } from '@mantine/core';
import { useId } from 'react';
import { useSingleKeys } from './use-single-keys.ts';
import './keys-dialog.css';

/** Work from anywhere on the page, unless they are switched off. */
const SINGLE_KEYS = [
  ['Space', 'Train, pause or resume'],
  ['S', 'One step'],
  ['E', 'One epoch'],
  ['R', 'Reset: take the run off the screen and return to the same initial weights; it can be put back'],
  ['P', 'Present: large curves and matrix'],
  ['?', 'Show this help'],
] as const;

const OTHER_KEYS = [
  ['Arrows, Home, End', 'Move through the confusion matrix, the images or the points of an embedding'],
  ['Enter', 'Show the images of the focused cell, or look inside the focused image'],
  ['Escape', 'Leave presenting'],
] as const;

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  const [isOn, setOn] = useSingleKeys();
  const aboutId = useId();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="How to use this page"
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <p className="help-text">
        Choose an experiment, press Train and watch the curves. After each epoch the network is evaluated on fixed
        training and validation images. The matrix shows which classes it confuses; select a cell to see the images.
      </p>
      <Switch
        size="sm"
        label="Single keys work anywhere on the page"
        checked={isOn}
        aria-describedby={aboutId}
        onChange={({ currentTarget: { checked } }) => setOn(checked)}
      />
      <p id={aboutId} className="help-about">
        {isOn
          ? 'Switch them off if you speak to your computer, or press keys by accident.'
          : 'Off: these keys do nothing. Everything they do has a button.'}
      </p>
      <Keys caption="Single keys" keys={SINGLE_KEYS} isOff={!isOn} />
      <p className="help-about">
        On a keyboard without Latin letters, press the keys that have these letters on an English one.
      </p>
      <Keys caption="Where the focus is" keys={OTHER_KEYS} isOff={false} />
    </Modal>
  );
}

interface KeysProps {
  readonly caption: string;
  readonly keys: readonly (readonly [key: string, meaning: string])[];
  readonly isOff: boolean;
}

function Keys({ caption, keys, isOff }: KeysProps) {
  return (
    <table className="help-keys" data-off={isOff || undefined}>
      <caption className="help-caption">
        {caption}
        {isOff && ' (off)'}
      </caption>
      <tbody>
        {keys.map(([key, meaning]) => (
          <tr key={key}>
            <th scope="row">
              <Kbd>{key}</Kbd>
            </th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

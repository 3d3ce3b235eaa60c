import { Kbd, Modal } from '@mantine/core';

const KEYS = [
  ['Space', 'Train, pause or resume'],
  ['S', 'One step'],
  ['E', 'One epoch'],
  ['R', 'Reset: throw the run away, back to the same initial weights'],
  ['P', 'Present: curves and matrix large; Escape leaves it'],
  ['?', 'This list'],
  ['Arrows, Home, End', 'Walk through the confusion matrix, the images or the points of an embedding'],
  ['Enter', 'Show the images of the focused cell, or look inside the focused image'],
] as const;

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ isOpen, onClose }: KeysDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="How to use it"
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <p className="help-text">
        Choose an experiment, press Train and watch the curves. At the end of each epoch the network is measured on
        fixed training and validation images: the matrix shows what it takes for what, and a cell shows the images.
      </p>
      <table className="help-keys">
        <caption className="help-caption">Keys</caption>
        <tbody>
          {KEYS.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row">
                <Kbd>{key}</Kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}

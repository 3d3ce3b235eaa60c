import { Button, Modal } from '@mantine/core';
import { NETWORKS } from '../core/networks.ts';
import { countText } from './format.ts';
import { useRoom } from './room-context.ts';
import './autostart.css';

export function AutostartQuestion({ onAnswer }: { readonly onAnswer: (isWanted: boolean) => void }) {
  const { network, trainImages, epochs } = useRoom((state) => state.draft);
  return (
    <Modal
      opened
      onClose={() => onAnswer(false)}
      title="Train now?"
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <p className="autostart-text">
        This link starts training straight away: {NETWORKS[network].name}, {countText(trainImages)} images,{' '}
        {epochs === 1 ? 'one epoch' : `${countText(epochs)} epochs`}. It all runs on this device, which uses battery and
        warms it up.
      </p>
      <div className="autostart-answers">
        <Button variant="default" onClick={() => onAnswer(false)}>
          Not now
        </Button>
        <Button data-autofocus onClick={() => onAnswer(true)}>
          Start training
        </Button>
      </div>
    </Modal>
  );
}

import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { NETWORKS } from '../core/networks.ts';
import { autostartVerdict } from '../state/autostart.ts';
import { asksFirst } from './asks-first.ts';
import { countText } from './format.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import './autostart.css';

/** Starts the run that the address wants, once everything is ready; where that costs battery, only with consent. */
export function Autostart() {
  const room = useFittingRoom();
  const verdict = useRoom(autostartVerdict);
  const [isAsking, setAsking] = useState(false);

  const settle = (isWanted: boolean) => {
    setAsking(false);
    room.settleAutostart();
    if (isWanted) room.train('end');
  };

  useEffect(() => {
    if (verdict === 'give-up') room.settleAutostart();
    if (verdict !== 'start') return;
    let isCurrent = true;
    void asksFirst().then((asks) => {
      if (!isCurrent) return;
      setAsking(asks);
      if (asks) return;
      room.settleAutostart();
      room.train('end');
    });
    return () => {
      isCurrent = false;
    };
  }, [room, verdict]);

  return isAsking && verdict === 'start' ? <Question onAnswer={settle} /> : null;
}

function Question({ onAnswer }: { readonly onAnswer: (isWanted: boolean) => void }) {
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
        This link starts training at once: {NETWORKS[network].name}, {countText(trainImages)} images,{' '}
        {epochs === 1 ? 'one epoch' : `${countText(epochs)} epochs`}. All of it is computed on this device, which takes
        battery and makes it warm.
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

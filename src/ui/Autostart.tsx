import { useEffect } from 'react';
import { part } from '../hosting/part.ts';
import { autostartVerdict } from '../state/autostart.ts';
import { asksFirst } from './asks-first.ts';
import { OnDemand } from './faults/OnDemand.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useOnDemand } from './use-on-demand.ts';

const AUTOSTART_QUESTION = part(async () => (await import('./AutostartQuestion.tsx')).AutostartQuestion);

/** Starts the run that the address wants, once everything is ready; where that costs battery, only with consent. */
export function Autostart() {
  const room = useFittingRoom();
  const verdict = useRoom(autostartVerdict);
  const question = useOnDemand(AUTOSTART_QUESTION);

  const settle = (isWanted: boolean) => {
    question.close();
    room.settleAutostart();
    if (isWanted) room.train('end');
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each verdict, and the question doesn't change.
  useEffect(() => {
    if (verdict === 'give-up') room.settleAutostart();
    if (verdict !== 'start') return;
    let isCurrent = true;
    const start = async () => {
      const asks = await asksFirst();
      const canAsk = asks && (await question.open());
      if (!isCurrent) return;
      // Where it can't ask there is nothing but the button.
      if (!canAsk) settle(!asks);
    };
    void start();
    return () => {
      isCurrent = false;
    };
  }, [room, verdict]);

  return (
    <OnDemand dialog={question} name="The question whether to train now">
      {(AutostartQuestion) => question.isOpen && verdict === 'start' && <AutostartQuestion onAnswer={settle} />}
    </OnDemand>
  );
}

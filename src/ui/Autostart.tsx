import { useEffect, useState } from 'react';
import { autostartVerdict } from '../state/autostart.ts';
import { asksFirst } from './asks-first.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import { useOnDemand } from './use-on-demand.ts';

/** Starts the run that the address wants, once everything is ready; where that costs battery, only with consent. */
export function Autostart() {
  const room = useFittingRoom();
  const verdict = useRoom(autostartVerdict);
  const question = useOnDemand(async () => (await import('./AutostartQuestion.tsx')).AutostartQuestion);
  const [isAsking, setAsking] = useState(false);

  const settle = (isWanted: boolean) => {
    setAsking(false);
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
      const canAsk = asks && (await question.fetch());
      if (!isCurrent) return;
      // Without consent there is nothing but the button.
      if (asks && canAsk) setAsking(true);
      else settle(!asks);
    };
    void start();
    return () => {
      isCurrent = false;
    };
  }, [room, verdict]);

  return isAsking && verdict === 'start' && question.Part ? <question.Part onAnswer={settle} /> : null;
}

import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { NETWORKS } from '../core/networks.ts';
import { epochAt } from '../state/run-progress.ts';
import { agoText } from './format.ts';
import { useFittingRoom, useRoom } from './room-context.ts';
import './resume-bar.css';

const MINUTE_MS = 60_000;

/** Offers the run that was under way when its page was closed. */
export function ResumeBar() {
  const room = useFittingRoom();
  const interrupted = useRoom((state) => state.interrupted);
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), MINUTE_MS, { autoInvoke: true });
  if (interrupted === undefined) return null;
  const { experiment, step, savedAt } = interrupted;
  const epoch = epochAt(step, experiment);
  return (
    <section className="resume-bar" aria-label="Interrupted run">
      <p className="resume-bar-text">
        {`A run of ${NETWORKS[experiment.network].name} was interrupted ${agoText(now - savedAt)}, in epoch ${epoch} of ${experiment.epochs}.`}
      </p>
      <Button size="compact-sm" variant="default" onClick={() => void room.openInterrupted()}>
        Resume
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void room.discardInterrupted()}>
        Discard
      </Button>
    </section>
  );
}

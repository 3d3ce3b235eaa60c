import { useEffect, useState } from 'react';
import { ErrorBoundary } from './faults/ErrorBoundary.tsx';
import { lossText, percentText } from './format.ts';
import { useRoom } from './room-context.ts';
import { runWords } from './run-words.ts';

/** Phases that come and go within every epoch say nothing new. */
const SILENT = ['preparing', 'evaluating'];

/** Tells screen readers of epoch ends and of changes of phase, politely; never of steps. */
export function Announcer() {
  return (
    <ErrorBoundary fallback={() => null}>
      <Announcements />
    </ErrorBoundary>
  );
}

function Announcements() {
  const [sentence, setSentence] = useState('');
  const latest = useRoom((state) => state.evaluations.at(-1));
  const phaseWords = useRoom(({ run }) =>
    run === undefined || SILENT.includes(run.phase) ? undefined : runWords(run),
  );

  useEffect(() => {
    if (phaseWords !== undefined) setSentence(`${phaseWords}.`);
  }, [phaseWords]);

  useEffect(() => {
    if (latest === undefined || latest.split === 'train') return;
    const { split, epoch, accuracy, loss } = latest;
    setSentence(
      split === 'test'
        ? `Test set evaluated: accuracy ${percentText(accuracy)}.`
        : `Epoch ${epoch} finished: validation accuracy ${percentText(accuracy)}, loss ${lossText(loss)}.`,
    );
  }, [latest]);

  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {sentence}
    </div>
  );
}

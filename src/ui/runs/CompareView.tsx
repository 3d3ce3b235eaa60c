import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { experimentChanges } from '../../experiment/changes.ts';
import type { EarlierRun } from '../../state/room-state.ts';
import { PanelBoundary } from '../faults/PanelBoundary.tsx';
import { Panel } from '../Panel.tsx';
import { useRunNames } from '../run-name.ts';
import type { DrawnRun } from '../use-drawn-runs.ts';
import { comparedFigures, standingFor } from './compared-figures.ts';
import { DifferenceMatrix } from './DifferenceMatrix.tsx';
import { PairChart } from './PairChart.tsx';
import { usePair } from './use-pair.ts';

interface CompareViewProps {
  readonly pair: readonly [string, string];
  readonly onBack: () => void;
}

/** Two runs side by side: what was set differently, their results, and where their answers differ. */
export function CompareView({ pair, onBack }: CompareViewProps) {
  const [isTurned, setTurned] = useState(false);
  const [first, second] = pair;
  const runs = usePair(isTurned ? [second, first] : [first, second]);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <>
      <div className="compare-bar">
        <Button ref={back} size="compact-sm" variant="default" onClick={onBack}>
          All runs
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setTurned(!isTurned)}>
          Swap
        </Button>
      </div>
      {runs === undefined ? (
        <p className="runs-about">These runs are no longer available.</p>
      ) : (
        <GuardedPair runs={runs} />
      )}
    </>
  );
}

function GuardedPair({ runs }: { readonly runs: readonly [EarlierRun, EarlierRun] }) {
  return (
    <PanelBoundary title="The comparison" resetOn={runs}>
      <Pair runs={runs} />
    </PanelBoundary>
  );
}

function Pair({ runs }: { readonly runs: readonly [EarlierRun, EarlierRun] }) {
  const nameOf = useRunNames();
  const [a, b] = runs;
  const names = [nameOf(a), nameOf(b)] as const;
  const [nameA, nameB] = names;
  const drawn = useMemo(() => [drawnRun(a, nameA), drawnRun(b, nameB)], [a, b, nameA, nameB]);
  return (
    <div className="pair">
      <Settings runs={runs} names={names} />
      <Figures runs={runs} names={names} />
      <PairChart metric="loss" drawn={drawn} />
      <PairChart metric="accuracy" drawn={drawn} />
      <DifferenceMatrix runs={runs} names={names} />
    </div>
  );
}

function drawnRun(run: EarlierRun, name: string): DrawnRun {
  return { key: run.key, name, words: name, run };
}

interface PairProps {
  readonly runs: readonly [EarlierRun, EarlierRun];
  readonly names: readonly [string, string];
}

function Settings({ runs: [a, b], names: [nameA, nameB] }: PairProps) {
  const changes = useMemo(() => experimentChanges(a.experiment, b.experiment), [a, b]);
  return (
    <Panel title="Settings that differ" area="pair-settings">
      {changes.length === 0 ? (
        <p className="runs-about">None: both were trained with the same settings.</p>
      ) : (
        <table className="numbers-table pair-table">
          <caption className="visually-hidden">Settings that differ</caption>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">{nameA}</th>
              <th scope="col">{nameB}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, label, from, to }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>{from}</td>
                <td>{to}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Figures({ runs: [a, b], names: [nameA, nameB] }: PairProps) {
  const figures = useMemo(() => comparedFigures(standingFor(a), standingFor(b), [nameA, nameB]), [a, b, nameA, nameB]);
  return (
    <Panel title="Results" detail="with 95% intervals (Wilson)" area="pair-figures">
      <table className="numbers-table pair-table">
        <caption className="visually-hidden">Results</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">{nameA}</th>
            <th scope="col">{nameB}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, texts: [textA, textB], difference }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{textA || 'not measured'}</td>
              <td>{textB || 'not measured'}</td>
              <td>{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {figures.map(
        ({ name, verdict }) =>
          verdict && (
            <p key={name} className="runs-about">
              <strong>{name}:</strong> {verdict}
            </p>
          ),
      )}
      <p className="runs-about">
        Each interval is about one result alone: two can overlap and still differ. All of this is about these two
        trained networks; only several seeds of each can tell what their settings do. The validation images also chose
        the best epochs, so the test set is the fairer judge.
      </p>
    </Panel>
  );
}

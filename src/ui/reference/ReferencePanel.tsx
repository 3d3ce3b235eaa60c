import { Button } from '@mantine/core';
import type { FetchedRuns } from '../../reference/fetch-runs.ts';
import type { Reproduction } from '../../reference/reproduction.ts';
import { Panel } from '../Panel.tsx';
import { ReferenceRow } from './ReferenceRow.tsx';

interface ReferencePanelProps {
  readonly answer: FetchedRuns | undefined;
  readonly table: Reproduction;
  readonly retry: () => void;
}

export function ReferencePanel({ answer, table, retry }: ReferencePanelProps) {
  const trained = table.rows.filter(({ run }) => run !== undefined).length;
  const detail = answer?.kind === 'read' ? `${trained} of ${table.rows.length} rows trained` : undefined;
  return (
    <Panel title="Reference runs" detail={detail} area="reference">
      <div className="reference">
        <p className="reference-about">
          The study’s five networks, trained by its recipe with this app’s own engine: 48,000 images and 12,000 for
          validation, Adam 0.001, batches of 128, up to 30 epochs, the weights of the best validation accuracy kept, the
          test set measured once with those. Below each figure stands the study’s; p says how often chance would set two
          equally good networks so far apart (two-proportion z-test). Train accuracy is given measured, at the end with
          dropout off, and running, over the last epoch’s batches with dropout on: that is what Keras prints and the
          study has. The last row is a network of our own, with a recipe of its own on the same images.
        </p>
        {answer?.kind === 'failed' && (
          <p className="reference-problem" role="alert">
            <strong>The reference runs could not be read.</strong> Details: {answer.reason}.{' '}
            <Button size="compact-xs" variant="default" onClick={retry}>
              Try again
            </Button>
          </p>
        )}
        {answer?.kind === 'read' &&
          answer.refused.map(({ id, reason }) => (
            <p key={id} className="reference-problem" role="alert">
              <strong>{id} could not be read.</strong> Details: {reason}.
            </p>
          ))}
        <div className="reference-scroll">
          <table className="numbers-table reference-table">
            <caption className="visually-hidden">Reference runs beside the study’s</caption>
            <thead>
              <tr>
                <th scope="col" className="reference-choose">
                  <span className="visually-hidden">Draw on the charts</span>
                </th>
                <th scope="col">Network</th>
                <th scope="col" title="With the kept weights, and its 95% interval (Wilson)">
                  Test (95% interval)
                </th>
                <th scope="col" className="reference-scale">
                  <span className="visually-hidden">The interval, drawn</span>
                </th>
                <th scope="col" className="reference-words" title="The least test accuracy that counts">
                  Bar
                </th>
                <th scope="col" title="Of the best epoch, whose weights were kept">
                  Validation
                </th>
                <th scope="col" title="After the last epoch, on fixed training images, with dropout off">
                  Train, measured
                </th>
                <th
                  scope="col"
                  title="Of the last epoch’s batches in passing, with dropout on, as Keras prints it and the study reports it"
                >
                  Train, running
                </th>
                <th scope="col">Parameters</th>
                <th scope="col" title="Trained, and the one whose weights were kept">
                  Epochs (kept)
                </th>
                <th scope="col">Seed</th>
                <th scope="col" title="Training alone, and with all measuring">
                  Time
                </th>
                <th scope="col" className="reference-words">
                  Device
                </th>
                <th scope="col" className="reference-words">
                  <span className="visually-hidden">What can be done with it</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <ReferenceRow key={row.goal.network} row={row} isRead={answer?.kind === 'read'} />
              ))}
            </tbody>
          </table>
        </div>
        <Shortfalls table={table} />
      </div>
    </Panel>
  );
}

/** What is above or below, said as it is. */
function Shortfalls({ table }: { readonly table: Reproduction }) {
  const short = table.rows.filter(({ run, problems }) => run !== undefined && problems.length > 0);
  if (short.length === 0) return null;
  return (
    <ul className="reference-short">
      {short.map(({ goal, name, problems }) => (
        <li key={goal.network}>
          <strong>{name}</strong> falls short: {problems.join('; ')}.
        </li>
      ))}
    </ul>
  );
}

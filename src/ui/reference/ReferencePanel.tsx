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
  const detail = answer?.kind === 'read' ? `${trained} of ${table.rows.length} networks trained` : undefined;
  return (
    <Panel title="Reference runs" detail={detail} area="reference">
      <div className="reference">
        <p className="reference-about">
          The original study, <cite>CNN architecture and parameters tuning for Fashion MNIST dataset</cite>, compared
          five convolutional networks trained with Keras. This app’s own engine has trained them again by the study’s
          recipe: 48,000 images and 12,000 for validation, Adam at 0.001, batches of 128, up to 30 epochs; the weights
          with the best validation accuracy are kept, and the test set is measured once, with those. The study’s figure
          is below each of ours; p is how often chance alone would put two equally good networks at least this far apart
          (two-proportion z-test). Train accuracy is shown twice: measured, after the last epoch with dropout off, and
          running, averaged over the last epoch’s batches with dropout on, which is what Keras prints and the study
          reports. The last row is a network of our own, with its own recipe, on the same images.
        </p>
        {answer?.kind === 'failed' && (
          <p className="reference-problem" role="alert">
            <strong>The reference runs could not be loaded.</strong> Details: {answer.reason}.{' '}
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
            <caption className="visually-hidden">Reference runs beside the original study’s</caption>
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
                  <span className="visually-hidden">Interval, drawn to scale</span>
                </th>
                <th scope="col" className="reference-words" title="The test accuracy a run has to reach">
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
                  title="Averaged over the last epoch’s batches, with dropout on, as Keras prints it and the study reports it"
                >
                  Train, running
                </th>
                <th scope="col">Parameters</th>
                <th scope="col" title="Epochs trained, and the one whose weights were kept">
                  Epochs (kept)
                </th>
                <th scope="col">Seed</th>
                <th scope="col" title="Training and all evaluations">
                  Time
                </th>
                <th scope="col" className="reference-words">
                  Device
                </th>
                <th scope="col" className="reference-words">
                  <span className="visually-hidden">Actions</span>
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

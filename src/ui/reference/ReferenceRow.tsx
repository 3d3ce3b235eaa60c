import { IntervalBar } from '../../charts/IntervalBar.tsx';
import { writeLink } from '../../experiment/link.ts';
import type { ReferenceRun } from '../../reference/reference-run.ts';
import type { ReproducedRow } from '../../reference/reproduction.ts';
import type { StudyRow } from '../../reference/study.ts';
import { accuracyOfMeasured, type Reached } from '../../reference/verdict.ts';
import { shownKey } from '../../state/run-snapshot.ts';
import { pText } from '../chance-words.ts';
import { countText, durationText, exactPercentText, percentText } from '../format.ts';
import { useFittingRoom, useRoom } from '../room-context.ts';
import { DrawChoice } from './DrawChoice.tsx';
import { LookInsideButton } from './LookInsideButton.tsx';
import { OpenButton } from './OpenButton.tsx';

interface ReferenceRowProps {
  readonly row: ReproducedRow;
  /** What there is was read: a row without a run is not yet trained. */
  readonly isRead: boolean;
}

/** One network: ours, and below each figure the study's. */
export function ReferenceRow({ row, isRead }: ReferenceRowProps) {
  const { name, run, reached, recipe } = row;
  const room = useFittingRoom();
  const key = run && shownKey(run.key, { kind: 'reference' });
  const isLit = useRoom(({ litRun }) => key !== undefined && litRun === key);
  const light = () => room.lightRun(key);
  return (
    <tr data-lit={isLit || undefined} onPointerEnter={light} onFocus={light}>
      <td className="reference-choose">{run && <DrawChoice run={run} name={name} />}</td>
      <th scope="row">
        {run === undefined ? name : <OpenButton run={run} name={name} />}
        {row.study === undefined && <span className="reference-minor">our own</span>}
      </th>
      {run === undefined || reached === undefined ? (
        <NoFigures row={row} isRead={isRead} />
      ) : (
        <Figures row={row} run={run} reached={reached} />
      )}
      <td className="reference-words">
        <a href={writeLink(run?.experiment ?? recipe)} aria-label={`Train ${name} with this recipe`}>
          Train this
        </a>
        {run?.weights && <LookInsideButton run={run} name={name} />}
      </td>
    </tr>
  );
}

interface FiguresProps {
  readonly row: ReproducedRow;
  readonly run: ReferenceRun;
  readonly reached: Reached;
}

function Figures({ row, run, reached }: FiguresProps) {
  const { goal, study, againstStudy, parameters, problems, repeats } = row;
  const { train, validation, test, interval, lastTrain, lastRunningTrain } = reached;
  const { device, seconds, epochs, ending, experiment } = run;
  const isReached = problems.length === 0;
  return (
    <>
      <td>
        <strong>{exactPercentText(test)}</strong> ({percentText(interval.low).replace('%', '')}–
        {percentText(interval.high)})
        <Study
          row={study}
          figure={study?.test === undefined ? study?.testWords : percentText(study.test)}
          p={againstStudy?.test}
        />
      </td>
      <td className="reference-scale">
        <IntervalBar {...interval} value={test} />
      </td>
      <td className="reference-words" data-reached={isReached}>
        {isReached ? 'reached' : 'missed'}
        <span className="reference-minor">at least {percentText(goal.bar)}</span>
      </td>
      <td
        title={
          againstStudy?.validation === undefined ? undefined : `Against the study’s: ${pText(againstStudy.validation)}`
        }
      >
        {percentText(validation)}
        <Study row={study} figure={study?.validation && percentText(study.validation)} />
      </td>
      <td title={`${percentText(train)} at the epoch whose weights were kept`}>{percentText(lastTrain)}</td>
      <td>
        {percentText(lastRunningTrain)}
        <Study row={study} figure={study?.train} />
      </td>
      <td>{countText(parameters)}</td>
      <td>
        {epochs.length} ({run.test.epoch})
        {ending === 'early-stopping' && <span className="reference-minor">stopped early</span>}
      </td>
      <td>
        {experiment.seed}
        {repeats.map((other) => (
          <span key={other.id} className="reference-minor" title="Another seed, with lower validation accuracy">
            {other.experiment.seed}: {exactPercentText(accuracyOfMeasured(other.test))}
          </span>
        ))}
      </td>
      <td title={`${durationText(1000 * seconds.training)} of it spent training, the rest on evaluations`}>
        {durationText(1000 * seconds.total)}
      </td>
      <td className="reference-words" title={`${device.adapter}, ${device.processor}, commit ${run.commit}`}>
        {device.backend === 'wasm' ? `CPU ×${device.threads}` : 'GPU'}
        <span className="reference-minor">{device.runtime.split('.')[0]}</span>
      </td>
    </>
  );
}

/** A row that nobody has trained shows no figure of ours. */
function NoFigures({ row: { goal, study, parameters }, isRead }: ReferenceRowProps) {
  return (
    <>
      <td>
        {isRead ? 'not yet trained' : ''}
        <Study row={study} figure={study?.test === undefined ? study?.testWords : percentText(study.test)} />
      </td>
      <td className="reference-scale" />
      <td className="reference-words">
        <span className="reference-minor">at least {percentText(goal.bar)}</span>
      </td>
      <td>
        <Study row={study} figure={study?.validation && percentText(study.validation)} />
      </td>
      <td />
      <td>
        <Study row={study} figure={study?.train} />
      </td>
      <td>{countText(parameters)}</td>
      <td />
      <td />
      <td />
      <td />
    </>
  );
}

interface StudyProps {
  /** Undefined for our own network, of which the study says nothing. */
  readonly row: StudyRow | undefined;
  readonly figure: string | undefined | 0;
  /** How often chance alone would set the two so far apart. */
  readonly p?: number | undefined;
}

function Study({ row, figure, p }: StudyProps) {
  if (row === undefined) return null;
  return (
    <span className="reference-minor">
      {figure ? `study: ${figure}` : 'study: none'}
      {p !== undefined && `, ${pText(p)}`}
    </span>
  );
}

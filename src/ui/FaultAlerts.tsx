import { RunFileAlert } from './export/RunFileAlert.tsx';
import { FaultAlert } from './FaultAlert.tsx';
import { FaultButtons } from './FaultButtons.tsx';
import { FAULT_SENTENCES } from './fault-sentences.ts';
import { PanelBoundary } from './faults/PanelBoundary.tsx';
import { ResumeLostButton } from './ResumeLostButton.tsx';
import { RunFaultAlert } from './RunFaultAlert.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';
import { ShardAlert } from './ShardAlert.tsx';
import { StoreAlert } from './StoreAlert.tsx';

/** All that went wrong and is not settled, each with its next step. */
export function FaultAlerts() {
  return (
    <div className="alerts">
      <PanelBoundary title="A message">
        <Notices />
        <EngineAlert />
        <ReplacementAlert />
        <DatasetAlert />
        <ShardAlert />
        <RunFaultAlert />
        <StoreAlert />
        <RunFileAlert />
      </PanelBoundary>
    </div>
  );
}

function Notices() {
  const room = useFittingRoom();
  const notices = useRoom((state) => state.notices);
  if (notices.length === 0) return null;
  return (
    <FaultAlert title="Part of the address was ignored." onClose={() => room.dismissNotices()}>
      {notices.join(' ')}
    </FaultAlert>
  );
}

function EngineAlert() {
  const engine = useRoom((state) => state.engine);
  const rejections = useRoom((state) => state.rejections);
  if (engine.kind !== 'unusable') return null;
  const { title, sentence } = FAULT_SENTENCES[engine.fault.code];
  return (
    <FaultAlert
      title={title}
      details={[...rejections.map(({ fault }) => fault.message), engine.fault.message].join(' · ')}
      actions={<FaultButtons action="start-engine" />}
    >
      {engine.fault.code === 'no-backend' ? sentence : `${sentence} It was restarted, and stopped again.`}
    </FaultAlert>
  );
}

function ReplacementAlert() {
  const room = useFittingRoom();
  const replacement = useRoom((state) => state.replacement);
  const canResume = useRoom(({ run, savedStep }) => run?.phase === 'lost' && savedStep !== undefined);
  const isLost = useRoom(({ run }) => run?.phase === 'lost');
  if (replacement === undefined) return null;
  const { title, sentence } = FAULT_SENTENCES[replacement.code];
  return (
    <FaultAlert
      title="Training stopped unexpectedly and was restarted."
      details={replacement.message}
      actions={canResume && <ResumeLostButton />}
      onClose={() => room.dismissReplacement()}
    >
      {title} {sentence} {isLost && !canResume && 'The run’s curves stay on screen; its weights are lost.'}
    </FaultAlert>
  );
}

function DatasetAlert() {
  const fault = useRoom((state) => state.dataset.fault);
  if (fault === undefined) return null;
  const { title, sentence, action } = FAULT_SENTENCES[fault.code];
  return (
    <FaultAlert title={title} details={fault.message} actions={<FaultButtons action={action} />}>
      {sentence}
    </FaultAlert>
  );
}

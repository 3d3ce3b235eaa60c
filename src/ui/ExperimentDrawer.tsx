import { Button } from '@mantine/core';
import { NETWORKS } from '../core/networks.ts';
import { part } from '../hosting/part.ts';
import { OnDemand } from './faults/OnDemand.tsx';
import { countText } from './format.ts';
import { Icon } from './icons.tsx';
import { useRoom } from './room-context.ts';
import { useOnDemand } from './use-on-demand.ts';

const EXPERIMENT_SHEET = part(async () => (await import('./ExperimentSheet.tsx')).ExperimentSheet);

/** On a narrow screen the settings fold away behind a button that says what they are. */
export function ExperimentDrawer() {
  const draft = useRoom((state) => state.draft);
  const sheet = useOnDemand(EXPERIMENT_SHEET);
  return (
    <>
      <Button
        size="sm"
        variant="default"
        justify="flex-start"
        leftSection={<Icon name="settings" />}
        data-area="experiment"
        onClick={() => void sheet.open()}
      >
        {`Experiment: ${NETWORKS[draft.network].name}, ${countText(draft.trainImages)} images`}
      </Button>
      <OnDemand dialog={sheet} name="The experiment">
        {(ExperimentSheet) => <ExperimentSheet isOpen={sheet.isOpen} onClose={sheet.close} />}
      </OnDemand>
    </>
  );
}

import { Button } from '@mantine/core';
import { NETWORKS } from '../core/networks.ts';
import { countText } from './format.ts';
import { Icon } from './icons.tsx';
import { useRoom } from './room-context.ts';
import { NOT_LOADED, useOnDemand } from './use-on-demand.ts';

/** On a narrow screen the settings fold away behind a button that says what they are. */
export function ExperimentDrawer() {
  const draft = useRoom((state) => state.draft);
  const sheet = useOnDemand(async () => (await import('./ExperimentSheet.tsx')).ExperimentSheet);
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
        {sheet.hasFailed
          ? NOT_LOADED
          : `Experiment: ${NETWORKS[draft.network].name}, ${countText(draft.trainImages)} images`}
      </Button>
      {sheet.Part && <sheet.Part isOpen={sheet.isOpen} onClose={sheet.close} />}
    </>
  );
}

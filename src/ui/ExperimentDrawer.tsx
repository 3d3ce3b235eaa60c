import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { NETWORKS } from '../core/networks.ts';
import { ExperimentSettings } from './ExperimentSettings.tsx';
import { countText } from './format.ts';
import { Icon } from './icons.tsx';
import { useRoom } from './room-context.ts';

/** On a narrow screen the settings fold away behind a button that says what they are. */
export function ExperimentDrawer() {
  const draft = useRoom((state) => state.draft);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="default"
        justify="flex-start"
        leftSection={<Icon name="settings" />}
        data-area="experiment"
        onClick={() => setOpen(true)}
      >
        {`Experiment: ${NETWORKS[draft.network].name}, ${countText(draft.trainImages)} images`}
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Experiment"
        closeButtonProps={{ 'aria-label': 'Close' }}
        size={360}
      >
        <ExperimentSettings hintSide="bottom" />
      </Drawer>
    </>
  );
}

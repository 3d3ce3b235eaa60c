import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { ExperimentSettings } from './ExperimentSettings.tsx';
import { Icon } from './icons.tsx';

/** On a narrow screen the settings fold away. */
export function ExperimentDrawer() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="default"
        leftSection={<Icon name="settings" />}
        className="experiment-button"
        onClick={() => setOpen(true)}
      >
        Experiment
      </Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="Experiment"
        closeButtonProps={{ 'aria-label': 'Close' }}
        size={360}
      >
        <ExperimentSettings />
      </Drawer>
    </>
  );
}

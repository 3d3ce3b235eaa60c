import { Drawer } from '@mantine/core';
import { ExperimentSettings } from './ExperimentSettings.tsx';

interface ExperimentSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ExperimentSheet({ isOpen, onClose }: ExperimentSheetProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title="Experiment"
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={360}
    >
      <ExperimentSettings hintSide="bottom" />
    </Drawer>
  );
}

import { Button, NativeSelect, Popover } from '@mantine/core';
import { memo } from 'react';
import { CLASS_ORDERS, type ClassOrderName } from '../core/class-order.ts';
import type { SplitName } from '../state/room-state.ts';
import { DifferenceChoice } from './DifferenceChoice.tsx';
import { MatrixExport, type MatrixFile } from './MatrixExport.tsx';
import { ORDER_WORDS } from './matrix-words.ts';

interface MatrixOptionsProps {
  readonly split: SplitName;
  readonly order: ClassOrderName;
  readonly hidesDiagonal: boolean;
  /** What is shown now. */
  readonly getFile: () => MatrixFile;
  readonly onOrder: (order: ClassOrderName) => void;
  readonly onHideDiagonal: (hides: boolean) => void;
}

const ORDER_LABELS: Readonly<Record<ClassOrderName, string>> = {
  dataset: 'Dataset order',
  confusion: 'By confusion: similar classes side by side',
  group: 'By group: tops, footwear, others',
};

/** The choices about the matrix that are made now and then; not drawn anew for each epoch of a film. */
export const MatrixOptions = memo(function MatrixOptions(props: MatrixOptionsProps) {
  const { split, order, hidesDiagonal, getFile, onOrder, onHideDiagonal } = props;
  return (
    <Popover position="bottom-end" width={290} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-xs" variant="default" className="matrix-view">
          View
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={10} aria-label="View of the matrix">
        <div className="matrix-options">
          <NativeSelect
            size="xs"
            label="Order of the classes"
            value={order}
            onChange={({ currentTarget }) =>
              onOrder(CLASS_ORDERS.find((name) => name === currentTarget.value) ?? 'dataset')
            }
            data={CLASS_ORDERS.map((value) => ({ value, label: ORDER_LABELS[value] }))}
            title={`Now ${ORDER_WORDS[order]}`}
          />
          <DifferenceChoice split={split} />
          <label className="matrix-check">
            <input
              type="checkbox"
              checked={hidesDiagonal}
              onChange={({ currentTarget }) => onHideDiagonal(currentTarget.checked)}
            />
            Hide the diagonal, so that colours show the errors
          </label>
          <MatrixExport getFile={getFile} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
});

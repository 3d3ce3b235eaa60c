import { NativeSelect, SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { IMAGE_ORDERS, type ImageOrder } from '../state/image-lists.ts';

export type ImagesView = 'cell' | 'mistakes' | 'uncertain' | 'noise' | 'number' | 'calibration';

interface ImagesChoiceProps {
  readonly view: ImagesView;
  /** Undefined where there is nothing to order. */
  readonly order: ImageOrder | undefined;
  readonly hasNoise: boolean;
  readonly onView: (view: ImagesView) => void;
  readonly onOrder: (order: ImageOrder) => void;
}

const ORDER_LABELS: Readonly<Record<ImageOrder, string>> = {
  certain: 'most confident first',
  uncertain: 'least confident first',
  dataset: 'dataset order',
};

/** Which images are listed, and in which order. */
export const ImagesChoice = memo(function ImagesChoice({ view, order, hasNoise, onView, onOrder }: ImagesChoiceProps) {
  return (
    <>
      {order !== undefined && (
        <NativeSelect
          size="xs"
          className="images-order"
          aria-label="Order of the images"
          value={order}
          onChange={({ currentTarget: { value } }) => onOrder(IMAGE_ORDERS.find((name) => name === value) ?? 'certain')}
          data={IMAGE_ORDERS.map((value) => ({ value, label: ORDER_LABELS[value] }))}
        />
      )}
      <div className="images-views">
        <SegmentedControl
          size="xs"
          aria-label="Which images"
          value={view}
          onChange={onView}
          data={[
            { value: 'cell', label: 'Cell' },
            { value: 'mistakes', label: 'Worst mistakes' },
            { value: 'uncertain', label: 'Least sure' },
            ...(hasNoise ? [{ value: 'noise' as const, label: 'Memorised noise' }] : []),
            { value: 'number', label: 'By number' },
            { value: 'calibration', label: 'Calibration' },
          ]}
        />
      </div>
    </>
  );
});

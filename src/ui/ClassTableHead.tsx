import { memo } from 'react';
import { Hint } from './Hint.tsx';
import { type ClassOrder, METRIC_COLUMNS } from './sort-classes.ts';

interface ClassTableHeadProps {
  readonly order: ClassOrder;
  readonly onSort: (by: ClassOrder['by']) => void;
}

const COLUMNS = [
  { key: 'class', label: 'Class', short: 'Class', about: 'In dataset order.' },
  ...METRIC_COLUMNS,
] as const;

export const ClassTableHead = memo(function ClassTableHead({ order, onSort }: ClassTableHeadProps) {
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ key, label, short, about }) => (
          <th key={key} scope="col" aria-sort={order.by === key ? order.direction : 'none'}>
            <Hint text={about}>
              <button type="button" className="sort-button" onClick={() => onSort(key)}>
                <span className="head-long">{label}</span>
                <span className="head-short">{short}</span>
                <span className="sort-arrow" aria-hidden="true">
                  {order.by !== key ? '' : order.direction === 'ascending' ? '▲' : '▼'}
                </span>
              </button>
            </Hint>
          </th>
        ))}
        <th scope="col" className="recall-line">
          Recall by epoch
        </th>
      </tr>
    </thead>
  );
});

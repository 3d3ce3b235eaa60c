import { NativeSelect, TextInput } from '@mantine/core';
import { NETWORK_IDS, NETWORKS } from '../../core/networks.ts';
import type { RunFilter, RunRow } from './run-rows.ts';

interface RunFiltersProps {
  readonly rows: readonly RunRow[];
  readonly base: string | undefined;
  readonly filter: RunFilter;
  readonly onBase: (key: string | undefined) => void;
  readonly onFilter: (filter: RunFilter) => void;
}

const BEFORE = '';

/** Which runs are listed, and what their changes are against. */
export function RunFilters({ rows, base, filter, onBase, onFilter }: RunFiltersProps) {
  return (
    <div className="runs-filters">
      <TextInput
        size="xs"
        type="search"
        aria-label="Find runs"
        placeholder="Find: name, note, setting"
        maxLength={100}
        value={filter.text}
        onChange={({ currentTarget: { value: text } }) => onFilter({ ...filter, text })}
      />
      <NativeSelect
        size="xs"
        aria-label="Network"
        value={filter.network ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, network: NETWORK_IDS.find((id) => id === value) })
        }
        data={[
          { value: '', label: 'All networks' },
          ...NETWORK_IDS.map((id) => ({ value: id, label: NETWORKS[id].name })),
        ]}
      />
      <label className="runs-starred">
        <input
          type="checkbox"
          checked={filter.isStarredOnly}
          onChange={({ currentTarget: { checked } }) => onFilter({ ...filter, isStarredOnly: checked })}
        />
        Starred
      </label>
      <NativeSelect
        size="xs"
        aria-label="What changed against"
        className="runs-base"
        value={rows.some(({ key }) => key === base) ? base : BEFORE}
        onChange={({ currentTarget: { value } }) => onBase(value === BEFORE ? undefined : value)}
        data={[
          { value: BEFORE, label: 'Changes since the run before' },
          ...rows.map(({ key, name }) => ({ value: key, label: `Changes against ${name}` })),
        ]}
      />
    </div>
  );
}

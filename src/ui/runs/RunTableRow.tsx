import { memo } from 'react';
import { otherColour } from '../../charts/other-runs.ts';
import type { FittingRoom } from '../../state/fitting-room.ts';
import { LABEL_LIMITS } from '../../state/saved-runs.ts';
import { countText, durationText, percentText } from '../format.ts';
import { Icon } from '../icons.tsx';
import { InPlaceText } from './InPlaceText.tsx';
import { dateWords, deviceWords, epochsWords, fullDateWords, sizeWords } from './row-words.ts';
import type { RunRow } from './run-rows.ts';

interface RunTableRowProps {
  readonly row: RunRow;
  /** In the whole table, its head counted too. */
  readonly rowIndex: number;
  readonly status: string;
  readonly statusInFull: string;
  readonly isChosen: boolean;
  /** Its place on the charts; undefined when it isn't drawn. */
  readonly place: number | undefined;
  readonly isLit: boolean;
  /** Why it can't be continued; undefined when it can, empty when there is nothing to continue. */
  readonly goOnBlocker: string | undefined;
  readonly deleteBlocker: string | undefined;
  readonly room: FittingRoom;
  /** `isRange`: with Shift, and all the rows since the last one clicked. */
  readonly onChoose: (key: string, isChosen: boolean, isRange: boolean) => void;
  readonly onOpen: (key: string) => void;
  readonly onGoOn: (key: string) => void;
  readonly onDelete: (keys: readonly string[]) => void;
  readonly onExport: (row: RunRow) => void;
}

/** One saved run. Drawn again only when something about it changes: there may be hundreds. */
export const RunTableRow = memo(function RunTableRow(props: RunTableRowProps) {
  const {
    row,
    rowIndex,
    status,
    statusInFull,
    isChosen,
    place,
    isLit,
    goOnBlocker,
    deleteBlocker,
    room,
    onChoose,
    onOpen,
    onGoOn,
    onDelete,
    onExport,
  } = props;
  const { key, header, name, network, changesText, epochs, bytes } = row;
  const { best, test, isStarred = false, note = '' } = header;
  return (
    <tr
      aria-rowindex={rowIndex}
      data-chosen={isChosen || undefined}
      data-lit={isLit || undefined}
      onPointerEnter={() => room.lightRun(key)}
      onFocus={() => room.lightRun(key)}
    >
      <td className="runs-choose">
        <label className="check-target">
          <input
            type="checkbox"
            aria-label={`Select ${name}`}
            data-run={key}
            checked={isChosen}
            // Else Shift selects the text of the rows between as well.
            onMouseDown={(event) => event.shiftKey && event.preventDefault()}
            onChange={({ currentTarget, nativeEvent }) =>
              onChoose(key, currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
            }
          />
        </label>
        <span
          className="runs-place"
          style={place === undefined ? undefined : { background: otherColour(place) }}
          title={place === undefined ? undefined : 'Its colour in the charts'}
        />
      </td>
      <td className="runs-star">
        <button
          type="button"
          className="row-button"
          aria-label={`Star ${name}`}
          aria-pressed={isStarred}
          onClick={() => void room.saved.label(key, { isStarred: !isStarred })}
        >
          <Icon name={isStarred ? 'starred' : 'star'} />
        </button>
      </td>
      <th scope="row" className="runs-name">
        <InPlaceText
          label={`Rename ${name}`}
          value={header.name ?? ''}
          limit={LABEL_LIMITS.name}
          onSave={(text) => void room.saved.label(key, { name: text })}
        >
          <button type="button" className="runs-open" title={`Open ${name}`} onClick={() => onOpen(key)}>
            {name}
          </button>
        </InPlaceText>
      </th>
      <td>{network}</td>
      <td className="runs-changes" title={changesText}>
        {changesText}
      </td>
      <td className="runs-number">
        {best && (
          <>
            {percentText(best.accuracy)} <span className="runs-minor">ep {best.epoch}</span>
          </>
        )}
      </td>
      <td className="runs-number">{test && percentText(test.accuracy)}</td>
      <td className="runs-number" title={`${countText(header.step)} steps`}>
        {epochsWords(epochs)}/{header.experiment.epochs} <span className="runs-minor">{countText(header.step)}</span>
      </td>
      <td className="runs-number">{durationText(header.trainingMs)}</td>
      <td className="runs-aside" title={header.device && `${header.device.adapter}, threads: ${header.device.threads}`}>
        {deviceWords(header.device)}
      </td>
      <td title={statusInFull}>{status}</td>
      <td className="runs-date" title={fullDateWords(header.createdAt)}>
        {dateWords(header.createdAt)}
      </td>
      <td className="runs-number runs-aside">{sizeWords(bytes)}</td>
      <td className="runs-note" title={note}>
        <InPlaceText
          label={`Note on ${name}`}
          value={note}
          limit={LABEL_LIMITS.note}
          onSave={(text) => void room.saved.label(key, { note: text })}
        >
          <span className="runs-note-text">{note}</span>
        </InPlaceText>
      </td>
      <td className="runs-actions">
        {goOnBlocker !== '' && (
          <button
            type="button"
            className="row-action"
            aria-label={`Continue ${name}`}
            aria-disabled={goOnBlocker !== undefined}
            title={goOnBlocker ?? 'Open it, paused where it was saved'}
            onClick={() => goOnBlocker === undefined && onGoOn(key)}
          >
            Continue
          </button>
        )}
        <button
          type="button"
          className="row-button"
          aria-label={`Export ${name}`}
          title={`Save ${name}, its network or its history as a file`}
          onClick={() => onExport(row)}
        >
          <Icon name="export" />
        </button>
        <button
          type="button"
          className="row-button"
          aria-label={`Delete ${name}`}
          aria-disabled={deleteBlocker !== undefined}
          title={deleteBlocker ?? `Delete ${name}; you can undo it for a few seconds`}
          onClick={() => deleteBlocker === undefined && onDelete([key])}
        >
          <Icon name="delete" />
        </button>
      </td>
    </tr>
  );
});

import { memo } from 'react';
import { Sparkline } from '../charts/Sparkline.tsx';
import type { ClassFigures } from './class-figures.ts';
import { countText, percentText, signedText } from './format.ts';

interface ClassRowProps {
  /** Missing for an average. */
  readonly label?: number;
  readonly name: string;
  readonly figures: ClassFigures | undefined;
  /** The figures are changes. */
  readonly isChange: boolean;
  /** Why a class has no AUC. */
  readonly whyNoAuc: string;
  /** The AUC is an approximation. */
  readonly isAucRounded: boolean;
  readonly recalls?: readonly number[] | undefined;
  readonly lowRecall?: number;
  readonly markedEpoch?: number;
  readonly isLit?: boolean;
  readonly onLight?: (label: number | undefined) => void;
}

const NOTHING = '–';

const CONVENTIONS = {
  precision: 'Never predicted: 0 by convention',
  recall: 'No images of this class: 0 by convention',
  specificity: 'No images of any other class: 0 by convention',
} as const;

export const ClassRow = memo(function ClassRow(props: ClassRowProps) {
  const { label, name, figures, isChange, whyNoAuc, isAucRounded } = props;
  const { recalls, lowRecall = 0, markedEpoch = 0, isLit, onLight } = props;
  const share = (value: number | undefined) =>
    value === undefined ? NOTHING : isChange ? signedText(value * 100, 1) : percentText(value);
  const marked = (key: keyof typeof CONVENTIONS) => (
    <td translate="no">
      {share(figures?.[key])}
      {figures?.byConvention.has(key) && (
        <abbr className="by-convention" title={CONVENTIONS[key]}>
          *
        </abbr>
      )}
    </td>
  );
  return (
    <tr data-lit={isLit || undefined} onMouseEnter={() => onLight?.(label)}>
      <th scope="row">{name}</th>
      {marked('precision')}
      {marked('recall')}
      <td translate="no">{share(figures?.f1)}</td>
      <td translate="no">{share(figures?.missRate)}</td>
      {marked('specificity')}
      <td translate="no">
        {figures === undefined ? (
          NOTHING
        ) : figures.auc === undefined ? (
          <abbr className="no-value" title={whyNoAuc}>
            {NOTHING}
          </abbr>
        ) : (
          <span className={isAucRounded ? 'rounded-auc' : undefined}>
            {isChange ? signedText(figures.auc, 3) : figures.auc.toFixed(3)}
          </span>
        )}
      </td>
      <td translate="no">{figures === undefined ? NOTHING : countText(figures.support)}</td>
      <td className="recall-line">
        {recalls && recalls.length > 0 && (
          <Sparkline values={recalls} low={lowRecall} marked={markedEpoch} label={recallWords(recalls)} />
        )}
      </td>
    </tr>
  );
});

function recallWords(recalls: readonly number[]): string {
  const [first = 0, last = 0] = [recalls[0], recalls.at(-1)];
  if (recalls.length === 1) return `Recall ${percentText(first)}`;
  return `Recall over ${recalls.length} epochs: from ${percentText(first)} to ${percentText(last)}`;
}

import { Fragment } from 'react';
import { className } from '../core/classes.ts';
import './narrow-name.css';

/** Where a narrow column may break a name, in front of what. */
const BREAKS: readonly { readonly before: RegExp; readonly kind: 'hyphen' | 'plain' }[] = [
  { before: /(?<=^(?:Pull|Trou|Sneak|San))(?=[a-z])/, kind: 'hyphen' },
  { before: /(?<=\/)/, kind: 'plain' },
];

/**
 * A class's name in a narrow column. Where it may break is said in style alone: hidden hyphens and spaces in the text would
 * be copied with it, and a spreadsheet would not know the name again.
 */
export function NarrowName({ label }: { readonly label: number }) {
  const name = className(label);
  const found = BREAKS.find(({ before }) => before.test(name));
  if (found === undefined) return name;
  return name.split(found.before).map((part, index) => (
    <Fragment key={part}>
      {index > 0 && <span className="name-break" data-kind={found.kind} />}
      <span className="name-part">{part}</span>
    </Fragment>
  ));
}

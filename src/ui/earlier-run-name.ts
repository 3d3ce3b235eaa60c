import { type ExperimentChange, experimentChanges } from '../experiment/changes.ts';
import type { Experiment } from '../experiment/schema.ts';

/** Settings that a name spells out; of the others it gives the number. */
const SPELT_OUT = 2;

/** An earlier run by what was different about it: `Learning rate 0.01, Dropout off`. */
export function earlierRunName(onScreen: Experiment, earlier: Experiment): string {
  const changes = experimentChanges(onScreen, earlier);
  if (changes.length === 0) return 'same settings';
  const names = changes.slice(0, SPELT_OUT).map(changeWords);
  const more = changes.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function changeWords({ label, to }: ExperimentChange): string {
  return to === 'not used' ? `no ${label.toLowerCase()}` : `${label} ${to}`;
}

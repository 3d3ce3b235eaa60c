import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { classificationReport } from '../core/report.ts';
import { findingSentences } from './finding-sentences.ts';
import { CLASS_ORDER, nextOrder, sortedLabels } from './sort-classes.ts';

/** Ten images a class, all right but for Shirt (6): two taken for Coat (4). */
function almostRight(wrong: number): Uint32Array {
  const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
  for (let label = 0; label < CLASS_COUNT; label++) counts[label * CLASS_COUNT + label] = 10;
  counts[6 * CLASS_COUNT + 6] = 10 - wrong;
  counts[6 * CLASS_COUNT + 4] = wrong;
  return counts;
}

const findings = (wrong: number) => findingSentences(almostRight(wrong), classificationReport(almostRight(wrong)));

describe('findingSentences', () => {
  it('names the class missed most and the pair confused most', () => {
    expect(findings(2)).toEqual([
      'Most missed: Shirt, 20.0% of its images.',
      'Most confused: 2 images of Shirt taken for Coat.',
    ]);
  });

  it('has a sentence for a network that made no mistake', () => {
    expect(findings(0)).toEqual(['Every image was answered rightly.']);
  });
});

describe('the order of the table', () => {
  const { classes } = classificationReport(almostRight(2));

  it('starts with the classes, shows the highest of a metric first, and turns at the second click', () => {
    expect(sortedLabels(classes, CLASS_ORDER)[0]).toBe(0);
    const byMiss = nextOrder(CLASS_ORDER, 'missRate');
    expect(sortedLabels(classes, byMiss)[0]).toBe(6);
    expect(sortedLabels(classes, nextOrder(byMiss, 'missRate')).at(-1)).toBe(6);
  });

  it('leaves equals in the order of the classes', () => {
    expect(sortedLabels(classes, nextOrder(CLASS_ORDER, 'missRate')).slice(1)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9]);
  });
});

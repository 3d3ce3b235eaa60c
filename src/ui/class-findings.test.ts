import { describe, expect, it } from 'vitest';
import { CLASS_COUNT } from '../core/classes.ts';
import { classificationReport } from '../core/report.ts';
import { figuresChange, tableFigures } from './class-figures.ts';
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
  it('names the class with the lowest recall and what it is mistaken for', () => {
    expect(findings(2)).toEqual([
      'Shirt has the lowest recall (80.0%): 2 of 10 are predicted as Coat, the most frequent confusion.',
    ]);
    expect(findings(1)[0]).toContain('1 of 10 is predicted as Coat,');
  });

  it('names the pair confused most when it is another', () => {
    const counts = almostRight(2);
    // 30 trousers, 3 of them predicted as dresses: more images than the shirts missed, but a smaller share.
    counts[1 * CLASS_COUNT + 1] = 27;
    counts[1 * CLASS_COUNT + 3] = 3;
    expect(findingSentences(counts, classificationReport(counts))).toEqual([
      'Shirt has the lowest recall (80.0%): 2 of 10 are predicted as Coat.',
      'Most frequent confusion: 3 of 30 Trouser are predicted as Dress.',
    ]);
  });

  it('has a sentence for a network that made no mistake', () => {
    expect(findings(0)).toEqual(['Every image was classified correctly.']);
  });
});

describe('the order of the table', () => {
  const { classes } = tableFigures({ counts: almostRight(2), answers: undefined });

  it('starts with the classes, shows the highest of a metric first, and turns at the second click', () => {
    expect(sortedLabels(classes, CLASS_ORDER)[0]).toBe(0);
    const byMiss = nextOrder(CLASS_ORDER, 'missRate');
    expect(sortedLabels(classes, byMiss)[0]).toBe(6);
    expect(sortedLabels(classes, nextOrder(byMiss, 'missRate')).at(-1)).toBe(6);
  });

  it('leaves equals in the order of the classes', () => {
    expect(sortedLabels(classes, nextOrder(CLASS_ORDER, 'missRate')).slice(1)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9]);
  });

  it('puts classes without a value last, either way', () => {
    const figures = classes.map((metrics, label) => ({ ...metrics, auc: label < 2 ? undefined : label / 10 }));
    const byAuc = nextOrder(CLASS_ORDER, 'auc');
    expect(sortedLabels(figures, byAuc)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 0, 1]);
    expect(sortedLabels(figures, nextOrder(byAuc, 'auc'))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  });
});

describe('the figures of the table', () => {
  it('change from one evaluation to another by their difference, the support by nothing', () => {
    const of = (wrong: number) => tableFigures({ counts: almostRight(wrong), answers: undefined });
    const { classes, macro } = figuresChange(of(1), of(3));
    expect(classes[6]?.recall).toBeCloseTo(0.2, 12);
    expect(classes[6]?.missRate).toBeCloseTo(-0.2, 12);
    expect(classes[6]?.support).toBe(10);
    expect(classes[6]?.auc).toBeUndefined();
    expect(macro.recall).toBeCloseTo(0.02, 12);
  });

  it('mark what is 0 by convention and have an area only with answers', () => {
    const counts = new Uint32Array(CLASS_COUNT * CLASS_COUNT);
    counts[0] = 1;
    counts[CLASS_COUNT] = 1;
    const probabilities = new Uint16Array(2 * CLASS_COUNT);
    probabilities[0] = 9;
    const answers = {
      indices: Uint32Array.of(0, 1),
      actual: Uint8Array.of(0, 1),
      predicted: new Uint8Array(2),
      probabilities,
    };
    const { classes, weighted } = tableFigures({ counts, answers });
    expect(classes.slice(0, 3).map(({ byConvention }) => [...byConvention])).toEqual([
      [],
      ['precision'],
      ['precision', 'recall'],
    ]);
    expect(classes.map(({ auc }) => auc)).toEqual([1, 0.5, ...new Array(8).fill(undefined)]);
    expect(weighted.auc).toBe(0.75);
  });

  it('have the areas that were kept, say so where they are made of rounded answers, and where there are none', () => {
    const counts = almostRight(1);
    const answers = {
      indices: Uint32Array.of(0, 1),
      actual: Uint8Array.of(0, 1),
      predicted: new Uint8Array(2),
      probabilities: new Uint16Array(2 * CLASS_COUNT),
    };
    const areas = [0.999_87, null, ...new Array(8).fill(0.5)];
    const kept = tableFigures({ counts, areas, answers });
    expect(kept.aucFrom).toBe('logits');
    expect(kept.classes.slice(0, 3).map(({ auc }) => auc)).toEqual([0.999_87, undefined, 0.5]);
    const letGo = tableFigures({ counts, areas, answers: undefined });
    expect(letGo.classes.map(({ auc }) => auc)).toEqual(kept.classes.map(({ auc }) => auc));
    const rounded = tableFigures({ counts, answers });
    expect(rounded.aucFrom).toBe('rounded');
    const nothing = tableFigures({ counts, answers: undefined });
    expect(nothing.aucFrom).toBe('nothing');
    // A change is as good as the worse of its two.
    expect(figuresChange(kept, rounded).aucFrom).toBe('rounded');
    expect(figuresChange(nothing, rounded).aucFrom).toBe('nothing');
    expect(figuresChange(letGo, kept).aucFrom).toBe('logits');
  });
});

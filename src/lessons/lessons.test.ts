import { describe, expect, it } from 'vitest';
import { parseLink, writeLink } from '../experiment/link.ts';
import { experimentProblems, isSameSetting, SETTING_NAMES } from '../experiment/schema.ts';
import { LESSONS, lessonById } from './lessons.ts';

describe('lessons', () => {
  it('have ids that an address can hold, each its own', () => {
    for (const lesson of LESSONS) {
      expect(parseLink(`#lesson=${lesson.id}`)).toMatchObject({ lesson: lesson.id, notices: [] });
      expect(lessonById(lesson.id)).toBe(lesson);
    }
    expect(new Set(LESSONS.map(({ title }) => title)).size).toBe(LESSONS.length);
    expect(lessonById('flying')).toBeUndefined();
  });

  it.each(LESSONS)('$id: every experiment can be run, linked, and reduced', ({ experiments, reduced }) => {
    for (const { experiment } of experiments) {
      expect(experimentProblems(experiment)).toEqual({});
      expect(experimentProblems({ ...experiment, ...reduced.change })).toEqual({});
      expect(parseLink(writeLink(experiment))).toEqual({ experiment, notices: [] });
    }
  });

  it.each(LESSONS)('$id: experiments differ from the first, in no more than a few settings', ({ experiments }) => {
    const [first, ...others] = experiments.map(({ experiment }) => experiment);
    for (const other of others) {
      const changed = SETTING_NAMES.filter((name) => first === undefined || !isSameSetting(name, first, other));
      expect(changed.length).toBeGreaterThan(0);
      expect(changed.length).toBeLessThanOrEqual(3);
    }
  });

  it.each(LESSONS)('$id: checks look at runs there are, each run is looked at', ({ experiments, checks, reduced }) => {
    for (const list of [checks, reduced.checks ?? checks]) {
      const looked = new Set(list.flatMap((check) => ('than' in check ? [check.run, check.than] : [check.run])));
      expect([...looked].every((run) => run >= 0 && run < experiments.length)).toBe(true);
      expect(list.length).toBeGreaterThan(0);
    }
  });

  it.each(LESSONS)('$id: a check by an epoch names one that the run reaches', ({ experiments, checks, reduced }) => {
    for (const check of checks) {
      if ('byEpoch' in check) expect(check.byEpoch).toBeLessThanOrEqual(experiments[check.run]?.experiment.epochs ?? 0);
    }
    for (const check of reduced.checks ?? checks) {
      const epochs = reduced.change.epochs ?? experiments[check.run]?.experiment.epochs ?? 0;
      if ('byEpoch' in check) expect(check.byEpoch).toBeLessThanOrEqual(epochs);
    }
  });
});

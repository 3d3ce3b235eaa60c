import { describe, expect, it } from 'vitest';
import { writeLink } from '../experiment/link.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { LESSONS } from '../lessons/lessons.ts';
import { linkTo, readAddress } from './address.ts';
import { lessonLink, SCREEN_LINKS } from './screen.ts';

describe('readAddress', () => {
  it('shows Train for an empty address and leaves the draft alone', () => {
    expect(readAddress('')).toEqual({ screen: { kind: 'train' }, notices: [] });
    expect(readAddress(SCREEN_LINKS.train)).toEqual({ screen: { kind: 'train' }, notices: [] });
    expect(readAddress(SCREEN_LINKS.lessons)).toEqual({ screen: { kind: 'lessons' }, notices: [] });
    expect(readAddress(SCREEN_LINKS.reference)).toEqual({ screen: { kind: 'reference' }, notices: [] });
    expect(readAddress(SCREEN_LINKS.inside)).toEqual({ screen: { kind: 'inside' }, notices: [] });
  });

  it.each(LESSONS.map(({ id }) => id))('leads to the lesson %s', (id) => {
    expect(readAddress(lessonLink(id))).toEqual({ screen: { kind: 'lesson', id }, notices: [] });
  });

  it('puts the experiment of a link into the draft', () => {
    const experiment = { ...DEFAULT_EXPERIMENT, epochs: 3, seed: 7 };
    expect(readAddress(writeLink(experiment))).toEqual({ screen: { kind: 'train' }, notices: [], draft: experiment });
  });

  it('shows the list for a lesson there is none of, and says so', () => {
    const { screen, notices } = readAddress('#lesson=flying');
    expect(screen).toEqual({ kind: 'lessons' });
    expect(notices).toHaveLength(1);
    expect(readAddress('#screen=attic').notices).toHaveLength(1);
  });

  it('takes up the modes a link asks for, and leaves the others as they are', () => {
    expect(readAddress('#present=1')).toEqual({ screen: { kind: 'train' }, notices: [], isPresenting: true });
    expect(readAddress('#v=1&embed=1&autostart=1')).toMatchObject({ isEmbedded: true, wantsAutostart: true });
  });

  it('starts no lesson by itself', () => {
    const { wantsAutostart, notices } = readAddress('#lesson=capacity&autostart=1');
    expect(wantsAutostart).toBeUndefined();
    expect(notices).toEqual([
      'Only a link to an experiment without results can start a run, so autostart was ignored.',
    ]);
  });

  it('reads a link that a mail has changed, and says what is missing of one that was cut off', () => {
    const draft = { ...DEFAULT_EXPERIMENT, epochs: 3, seed: 7 };
    const link = writeLink(draft);
    const damaged = `${link.replaceAll('&', '&amp;')}).`;
    expect(readAddress(damaged)).toEqual({ screen: { kind: 'train' }, notices: [], draft });
    expect(readAddress(`${link}…`).notices).toEqual([expect.stringContaining('cut off')]);
  });

  it('hands on why a link was refused', () => {
    expect(readAddress('#v=9').notices[0]).toMatch(/newer/);
  });
});

it('linkTo leads back to what is on screen', () => {
  const draft = { ...DEFAULT_EXPERIMENT, epochs: 3 };
  for (const screen of [{ kind: 'lessons' }, { kind: 'reference' }, { kind: 'lesson', id: 'capacity' }] as const) {
    expect(readAddress(linkTo({ screen, draft }))).toEqual({ screen, notices: [] });
  }
  expect(readAddress(linkTo({ screen: { kind: 'train' }, draft })).draft).toEqual(draft);
});

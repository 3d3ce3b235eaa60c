import { describe, expect, it } from 'vitest';
import { parseLink } from './link.ts';
import { withoutModes } from './link-modes.ts';

function parse(hash: string) {
  const link = parseLink(hash);
  if ('refused' in link) throw new Error(link.refused);
  return link;
}

describe('modes of a link', () => {
  it('are none unless they are asked for', () => {
    expect(parse('#v=1&ep=3').modes).toBeUndefined();
    expect(parse('').modes).toBeUndefined();
  });

  it('stand beside an experiment or a place', () => {
    expect(parse('#v=1&ep=3&embed=1&autostart=1')).toMatchObject({
      modes: ['embed', 'autostart'],
      experiment: { epochs: 3 },
      notices: [],
    });
    expect(parse('#lesson=capacity&present=1')).toMatchObject({ modes: ['present'], lesson: 'capacity', notices: [] });
  });

  it('alone hold no experiment', () => {
    expect(parse('#present=1').experiment).toBeUndefined();
  });

  it.each(['0', '', 'true', '11', ' 1'])('are named and ignored when they say “%s”', (value) => {
    const { modes, notices } = parse(`#present=1&embed=${encodeURIComponent(value)}`);
    expect(modes).toEqual(['present']);
    expect(notices).toEqual([`The link has “${value}” for embed, which can only be 1; it was ignored.`]);
  });

  it('show nothing of a hostile value but harmless text', () => {
    const [notice] = parse(`#autostart=${encodeURIComponent('\u202e<script>\n'.repeat(9))}`).notices;
    expect(notice).toMatch(/^The link has “\?<script>\??/);
    expect(notice?.length).toBeLessThan(110);
  });
});

it('withoutModes leaves the rest of a link as it is written', () => {
  expect(withoutModes('#v=1&embed=1&ep=3&r=a%2Bb&autostart=1&present=0')).toBe('#v=1&ep=3&r=a%2Bb');
  expect(withoutModes('#embed=1')).toBe('#');
  expect(withoutModes('')).toBe('#');
  expect(withoutModes('#presently=1&embed')).toBe('#presently=1');
});

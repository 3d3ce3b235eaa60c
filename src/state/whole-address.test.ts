import { describe, expect, it } from 'vitest';
import { parseLink, writeLink } from '../experiment/link.ts';
import { PRESETS } from '../experiment/presets.ts';
import { parseLaunchOptions } from './launch-options.ts';
import { wholeAddress } from './whole-address.ts';

const PLACE = { pathname: '/fitting-room/', search: '', hash: '' };

describe('wholeAddress', () => {
  it.each(PRESETS)(
    'finds the settings of $id behind a question mark, or behind an encoded hash sign',
    ({ experiment }) => {
      const fields = writeLink(experiment).slice(1);
      const whole = { ...PLACE, hash: `#${fields}` };
      expect(wholeAddress({ ...PLACE, search: `?${fields}` })).toEqual(whole);
      expect(wholeAddress({ ...PLACE, search: `?${fields.replaceAll('&', '&amp;')}` })).toEqual(whole);
      expect(wholeAddress({ ...PLACE, pathname: `/fitting-room/%23${fields}` })).toEqual(whole);
      expect(wholeAddress({ ...PLACE, pathname: `/fitting-room/%2523${fields}` })).toEqual(whole);
      const search = `?backend=wasm&threads=2%23${fields}`;
      const onWasm = wholeAddress({ ...PLACE, search });
      expect(onWasm).toEqual({ ...whole, search: '?backend=wasm&threads=2' });
      expect(parseLaunchOptions(onWasm.search)).toEqual({ backend: 'wasm', threads: 2, notices: [] });
      expect(wholeAddress({ ...PLACE, search: `?backend=wasm?${fields}` })).toEqual({
        ...whole,
        search: '?backend=wasm',
      });
    },
  );

  it('leaves to the engine what is its own, and what others append where they put it', () => {
    const mixed = wholeAddress({ ...PLACE, search: '?utm_source=news&backend=wasm&v=1&ep=3', hash: '' });
    expect(mixed).toEqual({ ...PLACE, search: '?utm_source=news&backend=wasm', hash: '#v=1&ep=3' });
  });

  it('takes what stands in its place first', () => {
    const { hash } = wholeAddress({ ...PLACE, search: '?ep=7&seed=2', hash: '#v=1&ep=3' });
    expect(parseLink(hash)).toMatchObject({
      experiment: { epochs: 3, seed: 2 },
      notices: [expect.stringContaining('ep')],
    });
  });

  it('gives back the very address when nothing is to be moved', () => {
    const paths = ['/', '/c%23/index.html', '/%23'];
    const searches = ['', '?', '?backend=wasm', '?q=%23hashtag', '?x'];
    for (const pathname of paths) {
      for (const search of searches) {
        const address = { pathname, search, hash: '#v=1' };
        expect(wholeAddress(address)).toBe(address);
      }
    }
  });
});

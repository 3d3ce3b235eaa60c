import { describe, expect, it } from 'vitest';
import { writeLink } from '../experiment/link.ts';
import { DEFAULT_EXPERIMENT } from '../experiment/schema.ts';
import { readAddress } from './address.ts';
import { isLink, linkIn } from './dropped-link.ts';

const DRAFT = { ...DEFAULT_EXPERIMENT, epochs: 3, seed: 7 };
const LINK = writeLink(DRAFT);
const ADDRESS = `https://somebody.example/fitting-room/${LINK}`;

describe('a link that is dropped', () => {
  it.each([
    ['alone', ADDRESS],
    ['without an address', LINK],
    ['as a list of addresses', `# from a mail\r\n${ADDRESS}\r\n`],
    ['in a sentence', `Try this: ${ADDRESS}`],
    ['with a question mark', ADDRESS.replace('#', '?')],
    ['with an encoded hash sign', ADDRESS.replace('#', '%23')],
    ['as HTML', ADDRESS.replaceAll('&', '&amp;')],
    ['led through a mail program', `https://safe.example/?url=${encodeURIComponent(ADDRESS)}&data=05`],
    ['behind another link', `https://somebody.example/ ${ADDRESS}`],
    ['in a file of Windows', `[InternetShortcut]\r\nURL=${ADDRESS}\r\n`],
    ['in a file of macOS', `<dict><key>URL</key><string>${ADDRESS.replaceAll('&', '&amp;')}</string></dict>`],
  ])('%s is taken', (_, text) => {
    expect(isLink(text)).toBe(true);
    const hash = linkIn(text);
    expect(readAddress(hash ?? '')).toMatchObject({ draft: DRAFT, notices: [] });
  });

  it('to a lesson or a screen is taken, and one of a newer version so that it is refused in words', () => {
    expect(linkIn('https://a.example/#lesson=capacity')).toBe('#lesson=capacity');
    expect(linkIn('https://a.example/#screen=runs')).toBe('#screen=runs');
    expect(linkIn('https://a.example/#v=99&lr=1')).toBe('#v=99&lr=1');
  });

  it.each([
    'https://videos.example/watch?v=dQw4w9WgXcQ',
    'https://a.example/?seed=4&ep=3',
    'https://a.example/#chapter-2',
    'https://a.example/page?screen=Big%20One',
    'file:///home/me/a.png',
    'mailto:a@b.example',
    'not a link',
    '',
    'https://[',
  ])('%s is none', (text) => {
    expect(linkIn(text)).toBeUndefined();
  });

  it('is told from other text', () => {
    expect(isLink('conv2d, then pool')).toBe(false);
    expect(isLink('https://a.example/')).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { readScreen, SCREEN_LINKS } from './screen.ts';

it('shows Train for an empty address and for one nobody knows', () => {
  expect(readScreen('').kind).toBe('train');
  expect(readScreen('#screen=attic').kind).toBe('train');
});

it('leads to each screen by its link', () => {
  expect(readScreen(SCREEN_LINKS.train).kind).toBe('train');
  expect(readScreen(SCREEN_LINKS.inside).kind).toBe('inside');
});

import { expect, it } from 'vitest';
import { STORE_SENTENCES } from './store-sentences.ts';

it('each thing that can be wrong with the store has a sentence of its own', () => {
  const sentences = Object.values(STORE_SENTENCES);
  expect(new Set(sentences).size).toBe(sentences.length);
});

it('what a newer version, another tab and a damaged store ask for is not the same', () => {
  expect(STORE_SENTENCES['newer-database']).toContain('Reload the page to get that version');
  expect(STORE_SENTENCES.outdated).toContain('another tab');
  expect(STORE_SENTENCES.outdated).toContain('Reload this tab');
  expect(STORE_SENTENCES.blocked).toContain('Close that tab');
  expect(STORE_SENTENCES.damaged).toContain('Restart the browser');
});

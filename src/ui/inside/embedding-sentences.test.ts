import { expect, it } from 'vitest';
import { momentWords, nearClassesSentence, nearPairsSentence, problemSentence } from './embedding-sentences.ts';

/** Shirts (6) among T-shirts (0) and a few coats (4); bags (8) among themselves. */
const LINKS = new Uint32Array(100);
LINKS.set([70, 0, 0, 0, 0, 0, 30], 0);
LINKS.set([20, 0, 0, 0, 8, 0, 72], 60);
LINKS.set([0, 0, 0, 0, 95, 0, 5], 40);
LINKS[88] = 100;

it('names the two classes that mix most, the next two, and those that never mix', () => {
  expect(nearPairsSentence(LINKS)).toBe(
    'Closest classes: T-shirt/top and Shirt; 25% of their images’ nearest neighbours are of the other class, then Coat and Shirt (7%). Completely separate: Bag.',
  );
});

it('says so when no classes mix', () => {
  const apart = new Uint32Array(100);
  apart[0] = 9;
  apart[11] = 9;
  expect(nearPairsSentence(apart)).toContain('No two classes mix');
  expect(nearClassesSentence(apart, 1)).toBe('Trouser: all nearest neighbours of its images are of its own class.');
});

it('names the classes nearest to one, most first', () => {
  expect(nearClassesSentence(LINKS, 6)).toBe(
    'Closest to Shirt: T-shirt/top (20% of its images’ nearest neighbours), Coat (8%).',
  );
});

it('names an epoch by its number, and a step within one by its own', () => {
  expect([0, 7, 10, 1230].map((step) => momentWords(step, 10))).toEqual(['step 0', 'step 7', 'epoch 1', 'epoch 123']);
});

it('says what to do about too few images', () => {
  expect(problemSentence({ kind: 'too-few', images: 8 })).toContain('8 images, too few for a layout. Train on more');
});

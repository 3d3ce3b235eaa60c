import { expect, it } from 'vitest';
import { cameraSentence } from './camera-sentence.ts';

it('says what to do about a camera that was refused, is missing or is taken', () => {
  expect(cameraSentence(new DOMException('Permission denied', 'NotAllowedError'))).toMatch(/Allow it .* choose a file/);
  expect(cameraSentence(new DOMException('', 'NotFoundError'))).toMatch(/^No camera was found/);
  expect(cameraSentence(new DOMException('', 'NotReadableError'))).toMatch(/another program/);
  expect(cameraSentence(new TypeError('anything else'))).toBe(
    'The camera could not be started. Choose a file instead.',
  );
});

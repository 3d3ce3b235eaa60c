import { expect, it } from 'vitest';
import { fieldKey } from './field-key.ts';

it.each(['Enter', 'Escape', 'ArrowUp'])('%s is the field’s own unless an input method composes', (key) => {
  expect(fieldKey({ key, keyCode: 13, nativeEvent: { isComposing: false } })).toBe(key);
  // Chromium and Firefox.
  expect(fieldKey({ key, keyCode: 13, nativeEvent: { isComposing: true } })).toBeUndefined();
  // Safari sends the Enter that ends the composing after its end.
  expect(fieldKey({ key, keyCode: 229, nativeEvent: { isComposing: false } })).toBeUndefined();
});

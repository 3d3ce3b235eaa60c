import { describe, expect, it } from 'vitest';
import { commandOfKey, type PressedKey } from './pressed-key.ts';

function pressed(key: string, code: string, change: Partial<PressedKey> = {}, modifiers: string[] = []) {
  return commandOfKey({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    getModifierState: (name) => modifiers.includes(name),
    ...change,
  });
}

describe('commandOfKey', () => {
  it.each([
    [' ', 'Space', 'go'],
    ['s', 'KeyS', 'step'],
    ['e', 'KeyE', 'epoch'],
    ['r', 'KeyR', 'reset'],
    ['p', 'KeyP', 'present'],
    ['Escape', 'Escape', 'leave'],
  ])('%s on an English keyboard', (key, code, command) => {
    expect(pressed(key, code)).toBe(command);
  });

  it('takes capitals for the same with Caps Lock, and not with Shift', () => {
    expect(pressed('S', 'KeyS')).toBe('step');
    expect(pressed('S', 'KeyS', { shiftKey: true })).toBeUndefined();
  });

  /** What Windows' layouts write with the keys that have S, E, R and P on an English keyboard. */
  it.each([
    ['Russian', 'ы', 'у', 'к', 'з'],
    ['Ukrainian', 'і', 'у', 'к', 'з'],
    ['Bulgarian', 'я', 'е', 'и', 'з'],
    ['Greek', 'σ', 'ε', 'ρ', 'π'],
    ['Hebrew', 'ד', 'ק', 'ר', 'פ'],
    ['Arabic', 'س', 'ث', 'ق', 'ح'],
    ['Thai', 'ห', 'ำ', 'พ', 'ย'],
    ['Hindi', 'े', 'ा', 'ी', 'ज'],
    ['Korean', 'ㄴ', 'ㄷ', 'ㄱ', 'ㅔ'],
  ])('goes by the place of the key on a %s keyboard', (_, s, e, r, p) => {
    expect(pressed(s, 'KeyS')).toBe('step');
    expect(pressed(e, 'KeyE')).toBe('epoch');
    expect(pressed(r, 'KeyR')).toBe('reset');
    expect(pressed(p, 'KeyP')).toBe('present');
  });

  it('goes by the letter where the layout has Latin ones elsewhere', () => {
    // Dvorak.
    expect(pressed('s', 'Semicolon')).toBe('step');
    expect(pressed('o', 'KeyS')).toBeUndefined();
    expect(pressed('p', 'KeyR')).toBe('present');
    // AZERTY and QWERTZ: keys between the letters write accented ones.
    expect(pressed('é', 'Digit2')).toBeUndefined();
    expect(pressed('ö', 'Semicolon')).toBeUndefined();
    // Turkish Q.
    expect(pressed('ş', 'Semicolon')).toBeUndefined();
  });

  it.each([
    ['English', 'Slash'],
    ['French', 'KeyM'],
    ['German', 'Minus'],
    ['Russian', 'Digit7'],
  ])('finds the question mark on a %s keyboard', (_, code) => {
    expect(pressed('?', code, { shiftKey: true })).toBe('help');
  });

  it('knows other question marks, and those that take AltGr', () => {
    expect(pressed('؟', 'Slash', { shiftKey: true })).toBe('help');
    expect(pressed('？', 'Slash', { shiftKey: true })).toBe('help');
    expect(pressed('?', 'KeyW', { ctrlKey: true, altKey: true }, ['AltGraph'])).toBe('help');
  });

  it('leaves the browser its own keys', () => {
    for (const change of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
      expect(pressed('r', 'KeyR', change)).toBeUndefined();
      expect(pressed('ы', 'KeyS', change)).toBeUndefined();
      expect(pressed('?', 'Slash', change)).toBeUndefined();
      expect(pressed(' ', 'Space', change)).toBeUndefined();
    }
    expect(pressed('ś', 'KeyS', { altKey: true, ctrlKey: true }, ['AltGraph'])).toBeUndefined();
  });

  it('does nothing while a key is held down or a word is composed', () => {
    expect(pressed('s', 'KeyS', { repeat: true })).toBeUndefined();
    expect(pressed('s', 'KeyS', { isComposing: true })).toBeUndefined();
    expect(pressed('Process', 'KeyS')).toBeUndefined();
    expect(pressed('Unidentified', '')).toBeUndefined();
  });
});

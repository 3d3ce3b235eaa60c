import { describe, expect, it } from 'vitest';
import { fileNamePart, modelName, runFileStem } from './file-name.ts';
import { fillRandomWords } from './philox.ts';

describe('fileNamePart', () => {
  it.each([
    'Grün',
    'Запуск 3',
    '実験 その一',
    'תחרות',
    'اختبار ۲',
    'व्याख्या',
    '한국어',
    'Ελληνικά',
    'a&b (2)',
    '👗 dress',
    'x.y',
  ])('keeps the letters of %s', (name) => {
    expect(fileNamePart(name)).toBe(name.normalize('NFC'));
  });

  it.each([
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['  spaced\t out \n', 'spaced out'],
    ['..hidden', 'hidden'],
    ['ends in dots. . .', 'ends in dots'],
    ['gpj.\u202eexe', 'gpj.exe'],
    ['nul\u0000l', 'null'],
    ['CON', 'CON_'],
    ['aux.b', 'aux_.b'],
    ['Lpt¹', 'Lpt¹_'],
    ['console', 'console'],
    ['u\u0308ber', 'über'],
    ['a\ud800b', 'ab'],
    ['???', ''],
    ['. -', ''],
    ['', ''],
  ])('takes from %j what a file system refuses', (name, part) => {
    expect(fileNamePart(name)).toBe(part);
  });

  it('is bounded in bytes, never through the middle of a character', () => {
    for (const letter of ['a', 'ü', '字', '👗']) {
      const part = fileNamePart(letter.repeat(200));
      const bytes = new TextEncoder().encode(part).length;
      expect(bytes).toBe(96);
      expect(part).toBe(letter.repeat(96 / new TextEncoder().encode(letter).length));
    }
  });

  it('of any text is one that every system takes', () => {
    const words = new Uint32Array(24);
    for (let index = 0; index < 3000; index++) {
      fillRandomWords(words, 3, 97, index);
      const text = String.fromCharCode(
        ...words.subarray(0, 1 + (index % 23)).map((word) => word % (index % 2 ? 128 : 65536)),
      );
      const part = fileNamePart(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
      expect(part).not.toMatch(/[\u0000-\u001f\u007f\\/:*?"<>|]|^[. ]|[. ]$|^(con|nul)$/i);
      // No half of a character: encoding would put another in its place.
      expect(new TextDecoder().decode(new TextEncoder().encode(part))).toBe(part);
      expect(fileNamePart(part)).toBe(part);
    }
  });
});

it('runFileStem begins with the given name, else with network and number', () => {
  expect(runFileStem({ name: 'Mit Größe 実験', number: 3, network: 'conv2dsimple' })).toBe(
    'fitting-room-Mit Größe 実験',
  );
  expect(runFileStem({ number: 3, network: 'conv2dsimple' })).toBe('fitting-room-conv2dsimple-run-3');
  expect(runFileStem({ name: '/', network: 'conv2dsimple' })).toBe('fitting-room-conv2dsimple');
});

it('modelName is what frameworks take, as near to the name as that goes', () => {
  expect(modelName('Größe 3, no dropout!')).toBe('Gro_e_3_no_dropout');
  expect(modelName('Überfit')).toBe('Uberfit');
  expect(modelName('実験')).toBeUndefined();
  expect(modelName(undefined)).toBeUndefined();
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');
/** What workers fetch is theirs to explain, as a fault of the engine. */
const NOT_OF_THE_PAGE = /^(engine|jsx)\//;

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$/.test(path) && !NOT_OF_THE_PAGE.test(path))
  .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }));

it('every part of the page that is fetched later is asked for by `part`, which can say why it does not come', () => {
  const all = sources.flatMap(({ path, text }) => [...text.matchAll(/\bimport\('[^']+'\)/g)].map(() => path));
  const byPart = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\bpart\((?:\(\) => |async \(\) => \(await )import\('[^']+'\)/g)].map(() => path),
  );
  expect(all.length).toBeGreaterThan(10);
  expect(byPart).toEqual(all);
});

it('nothing is fetched by React itself, which never asks again for what did not come', () => {
  const lazily = sources.filter(({ text }) => /\bimport \{[^}]*\b(lazy|Suspense)\b[^}]*\} from 'react'/.test(text));
  expect(lazily.map(({ path }) => path)).toEqual([]);
});

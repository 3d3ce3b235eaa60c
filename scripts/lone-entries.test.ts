import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import config from '../vite.config.ts';
import { entryImports, loneEntries } from './lone-entries.mjs';

/** What the bundler does if it is left alone: a part that comes later imports the entry it shares code with. */
const TANGLED = {
  'index.html': '<!doctype html><script type="module" src="./page.js"></script>',
  'page.js': `
    import { shared } from './shared.js';
    import('./later.js').then(({ later }) => document.body.append(shared, later));`,
  'worker-page.js': `new Worker(new URL('./some.worker.js', import.meta.url), { type: 'module' });`,
  'some.worker.js': `
    import { shared } from './shared.js';
    import('./later.js').then(({ later }) => postMessage(shared + later));`,
  'later.js': `
    import { shared } from './shared.js';
    export const later = shared + ' later';`,
  'shared.js': `export const shared = String(globalThis.name) + ' shared';`,
};

/** Only looks: the entries are left as the bundler would have them. */
function checkAlone() {
  const { options: _, ...check } = loneEntries();
  return check;
}

describe('a build with a tangle', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'lone-entries-'));
    for (const [name, text] of Object.entries(TANGLED)) await writeFile(join(root, name), text);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function built(input: string, settings: InlineConfig): Promise<Record<string, string>> {
    const ended = await build({
      ...settings,
      configFile: false,
      root,
      logLevel: 'silent',
      build: {
        ...settings.build,
        write: false,
        rolldownOptions: { ...settings.build?.rolldownOptions, input: join(root, input) },
      },
    });
    if (!('output' in ended)) throw new Error('the build gave more or less than one output');
    return Object.fromEntries(
      ended.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
    );
  }

  it('fails where a part of the page imports its entry', async () => {
    await expect(built('page.js', { plugins: [checkAlone()] })).rejects.toThrow(/later-.* imports .*page-.*an entry/);
  });

  it('fails where a part of a worker imports its entry', async () => {
    await expect(built('worker-page.js', { worker: { format: 'es', plugins: () => [checkAlone()] } })).rejects.toThrow(
      /later-.* imports .*some[.]worker-.*an entry/,
    );
  });

  it('fails where a page begins with the chunk that its parts import', async () => {
    // All in one file but the bundler's entry, which then does nothing but import; Vite names that file in the page.
    const output = { codeSplitting: { groups: [{ name: 'app', tags: ['$initial' as const] }] } };
    await expect(
      built('index.html', { plugins: [loneEntries()], build: { rolldownOptions: { output } } }),
    ).rejects.toThrow(/later-.* imports .*app-.*an entry/);
  });

  it('comes apart for workers with the settings of this project', async () => {
    const files = await built('worker-page.js', { worker: config.worker ?? {} });
    const worker = Object.keys(files).find((name) => name.includes('some.worker-')) ?? 'none';
    const importing = Object.entries(files).filter(([, code]) => code.includes(`./${worker.slice('assets/'.length)}`));
    expect(files[worker]).toMatch(/from ?["`']\.\/shared-/);
    expect(importing).toEqual([]);
  });
});

describe('imports of an entry', () => {
  const chunk = (fileName: string, isEntry: boolean, imports: string[] = [], dynamicImports: string[] = []) =>
    ({ type: 'chunk', fileName, isEntry, imports, dynamicImports }) as const;
  const bundleOf = (...chunks: ReturnType<typeof chunk>[]) =>
    Object.fromEntries(chunks.map((made) => [made.fileName, made]));

  it('are told, the static and the dynamic ones', () => {
    const bundle = bundleOf(
      chunk('entry.js', true, ['shared.js'], ['later.js']),
      chunk('later.js', false, ['entry.js', 'shared.js']),
      chunk('latest.js', false, [], ['entry.js']),
      chunk('shared.js', false),
    );
    expect(entryImports(bundle)).toEqual([
      'later.js imports entry.js, which is an entry: WebKit would run that twice',
      'latest.js imports entry.js, which is an entry: WebKit would run that twice',
    ]);
  });

  it('are those of the scripts that a page names, whatever the bundler calls them', () => {
    const page = {
      type: 'asset',
      fileName: 'index.html',
      source: '<script type="module" crossorigin src="./assets/app.js"></script>',
    } as const;
    const bundle = bundleOf(chunk('assets/app.js', false), chunk('assets/later.js', false, ['assets/app.js']));
    expect(entryImports(bundle)).toEqual([]);
    expect(entryImports({ ...bundle, 'index.html': page })).toHaveLength(1);
  });
});

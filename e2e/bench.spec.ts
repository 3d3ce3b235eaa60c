import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { peerEnvironment } from '../scripts/bench/native-peers.mjs';
import { readOptions } from '../scripts/bench/options.mjs';
import { race } from '../scripts/bench/race.mjs';
import { makeRow } from '../scripts/bench/rows.mjs';
import { readmeTable } from '../scripts/bench/table.mjs';
import { NETWORK_IDS, NETWORKS } from '../src/core/networks.ts';
import type { BenchOrder } from '../src/engine/bench/contract.ts';

/** The bench is fair to the peers and leaves nothing out. No page is opened. */

const ORDER: BenchOrder = { backend: 'wasm', network: 'conv2dsimple', batch: 128, threads: 2, profile: false };

test('nothing in the environment chooses lesser kernels for a native peer', () => {
  const { environment, cleared } = peerEnvironment({
    PATH: '/usr/bin',
    LANG: 'C',
    OPENBLAS_CORETYPE: 'Haswell',
    OPENBLAS_L2_SIZE: '512',
    ONEDNN_MAX_CPU_ISA: 'SSE41',
    DNNL_MAX_CPU_ISA: 'SSE41',
    ATEN_CPU_CAPABILITY: 'default',
    TF_ENABLE_ONEDNN_OPTS: '0',
    OMP_NUM_THREADS: '1',
    MKL_NUM_THREADS: '1',
  });
  expect(environment).toEqual({ PATH: '/usr/bin', LANG: 'C' });
  expect(cleared).toContain('OPENBLAS_CORETYPE');
  expect(cleared).toHaveLength(8);
});

test('a contestant waits until the threads of the one before have gone to sleep', async () => {
  const spans: { engine: string; from: number; to: number }[] = [];
  const entrant = (engine: string) => ({
    engine,
    open: async () => ({
      prepare: async () => ({ adapter: '', threads: 2 }),
      run: async (steps: number) => {
        const from = performance.now();
        spans.push({ engine, from, to: performance.now() });
        return { msPerStep: new Array<number>(steps).fill(1) };
      },
      close: async () => undefined,
    }),
  });
  await race([entrant('one'), entrant('two')], ORDER, { steps: 2, limitMs: 60_000 });
  // Two warm-ups of each come before: no time is taken there.
  const measured = spans.slice(4);
  expect(measured.map(({ engine }) => engine)).toEqual(['one', 'two', 'one', 'two']);
  for (const [index, { from }] of measured.entries()) {
    const before = spans[index + 3];
    // Threads of OpenMP spin for 200 ms after their work.
    expect(from - (before?.to ?? from)).toBeGreaterThan(200);
  }
});

test('all six networks and both native peers are raced unless others are asked for', () => {
  const { networks, peers } = readOptions(NETWORK_IDS, []);
  expect(networks).toEqual([...NETWORK_IDS]);
  expect(networks).toHaveLength(6);
  expect(peers).toEqual(['pytorch', 'keras']);
  expect(readOptions(NETWORK_IDS, ['--engines', 'fitting-room,keras'])).toMatchObject({
    engines: ['fitting-room'],
    peers: ['keras'],
  });
});

test('the README lists all six networks, and sets this engine against the faster peer', () => {
  const rows = [
    { engine: 'fitting-room', ms: 40 },
    { engine: 'fitting-room-augmented', ms: 42 },
    { engine: 'pytorch', ms: 50 },
    { engine: 'keras', ms: 20 },
  ].map(({ engine, ms }) =>
    makeRow({ engine, prepared: undefined, blocks: [{ msPerStep: [ms] }], failure: undefined }, ORDER, 3e9),
  );
  expect(rows.map(({ backend }) => backend)).toEqual(['wasm', 'wasm', 'native', 'native']);
  const [head = '', , row] = readmeTable(rows, () => 'Conv2Dsimple').split('\n');
  expect(row).toBe('| Conv2Dsimple | 40 | 42 | 50 | 20 | 2.00 |  |');

  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  expect(readme).toContain(head);
  const table = readme.slice(readme.indexOf(head)).split('\n\n')[0] ?? '';
  for (const { name } of Object.values(NETWORKS)) expect(table).toContain(`| ${name} |`);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parseReferenceRun } from '../src/reference/reference-run.ts';

const ROOT = join(import.meta.dirname, '..');
const ID = 'conv2dsimple-seed-71-trial-600x4';
const ORDER = ['--networks=conv2dsimple', '--seeds=71', '--images=600', '--epochs=4', '--backend=wasm', '--threads=2'];

function reproduce(out: string, ...more: string[]): ChildProcess {
  const parameters = ['scripts/reproduce.mjs', ...ORDER, `--out=${out}`, ...more];
  return spawn(process.execPath, parameters, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Resolves once the process has said this, or else has ended. */
function said(child: ChildProcess, words: string): Promise<boolean> {
  let output = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (bytes) => {
      output += bytes;
      if (output.includes(words)) resolve(true);
    });
    child.on('close', () => resolve(false));
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  child.stdout?.resume();
  return new Promise((resolve) => child.on('close', resolve));
}

/** All that was measured; times and the key differ from run to run. */
function measuredIn(folder: string) {
  const run = parseReferenceRun(JSON.parse(readFileSync(join(folder, `${ID}.json`), 'utf8')));
  if (!run.ok) throw new Error(run.reason);
  const { experiment, epochs, curve, test, ending } = run.value;
  return { experiment, ending, curve, test, epochs: epochs.map((epoch) => ({ ...epoch, trainingMs: 0 })) };
}

test('a reproduction that is killed goes on after its last epoch and ends to the bit where it would have', async () => {
  const [whole, killed] = [test.info().outputPath('whole'), test.info().outputPath('killed')];
  expect(await ended(reproduce(whole))).toBe(0);

  const first = reproduce(killed);
  expect(await said(first, `${ID}  epoch 2/4`)).toBe(true);
  first.kill('SIGKILL');
  await ended(first);
  const second = reproduce(killed, '--resume');
  expect(await said(second, 'goes on after epoch')).toBe(true);
  expect(await ended(second)).toBe(0);
  expect(measuredIn(killed)).toEqual(measuredIn(whole));

  // What is done is left alone.
  const third = reproduce(killed, '--resume');
  expect(await said(third, `${ID}  is done`)).toBe(true);
});

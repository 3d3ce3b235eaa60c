import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { checkpointSizes } from './checkpoint-shape.ts';
import { fakeRunFile } from './fake-run-file.ts';
import { makeModelFile, makeRunFile } from './make-file.ts';
import { readRunFile } from './read-run-file.ts';

const NAME = 'Größe "実験"/2';

function named(name: string | undefined) {
  const { record, checkpoint } = fakeRunFile();
  return { record: { ...record, header: { ...record.header, name } }, checkpoint };
}

function modelTexts(kind: 'tfjs' | 'keras', name: string | undefined) {
  const { header } = named(name).record;
  const { network, optimizer } = header.experiment;
  const weights = new Float32Array(checkpointSizes(network, optimizer).weights);
  const model = { name, experiment: header.experiment, withoutShards: [], which: 'best', step: 4, epoch: 1 } as const;
  const file = makeModelFile(kind, header, { ...model, weights, measured: [] });
  return { file, entries: unzipSync(file.bytes) };
}

it('a name reaches every file of a run, in its name and where it says what it is', () => {
  const run = makeRunFile('run', named(NAME), 'point');
  expect(run.name).toBe('fitting-room-Größe -実験-2.fittingroom');
  expect(readRunFile(run.bytes)).toMatchObject({ ok: true, value: { record: { header: { name: NAME } } } });
  expect(makeRunFile('steps', named(NAME), 'point').name).toBe('fitting-room-Größe -実験-2-steps.csv');
  expect(makeRunFile('evaluations', named(NAME), 'point').name).toBe('fitting-room-Größe -実験-2-evaluations.csv');
  const history = makeRunFile('history', named(NAME), 'point');
  expect(history.name).toBe('fitting-room-Größe -実験-2-history.json');
  expect(JSON.parse(strFromU8(history.bytes))).toMatchObject({ name: NAME });
});

it('a name reaches a network for other libraries: in full for people, and as frameworks take it', () => {
  const layers = modelTexts('tfjs', NAME);
  expect(layers.file.name).toBe('fitting-room-Größe -実験-2-tfjs-best-epoch-1.zip');
  const json = JSON.parse(strFromU8(layers.entries['model.json'] ?? new Uint8Array()));
  expect(json.modelTopology.model_config.config.name).toBe('Gro_e_2');
  expect(json.userDefinedMetadata.name).toBe(NAME);
  const { file, entries } = modelTexts('keras', NAME);
  expect(file.name).toBe('fitting-room-Größe -実験-2-keras-best-epoch-1.zip');
  const source = strFromU8(entries['model.py'] ?? new Uint8Array());
  expect(source).toContain('name="Gro_e_2")');
  // A quotation mark could end the text that it stands in.
  expect(source).toContain('by Fitting Room as “Größe ’実験’/2”: weights');
  expect(JSON.stringify(JSON.parse(strFromU8(entries['notebook.ipynb'] ?? new Uint8Array())))).toContain('実験');
});

it('without a name, files are called after the network, and so is the model', () => {
  expect(makeRunFile('steps', named(undefined), 'point').name).toBe('fitting-room-conv2dsimple-steps.csv');
  const source = strFromU8(modelTexts('keras', undefined).entries['model.py'] ?? new Uint8Array());
  expect(source).toContain('name="conv2dsimple")');
  expect(source).toContain('by Fitting Room: weights');
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { noisyLabels } from '../../core/label-noise.ts';
import { countParameters } from '../../core/layers.ts';
import { NETWORK_IDS, type NetworkId, networkLayers } from '../../core/networks.ts';
import { SCHEDULES, scheduleFactor } from '../../core/schedule.ts';
import { makeSplit } from '../../core/split.ts';
import { OPTIMIZERS } from '../../experiment/fields.ts';
import { schedulePlan } from '../../experiment/schedule-plan.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import { trainedLikeWeights } from '../fake-model.ts';
import { layerGraph, parametersOf } from '../layer-graph.ts';
import { kerasFiles } from './keras-files.ts';

/** What Python and numpy make of the files, on a machine that has them; Keras itself takes a gigabyte. */

const folder = mkdtempSync(join(tmpdir(), 'keras-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function python(code: string): string {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', code], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

function weightCount(network: NetworkId): number {
  return countParameters(networkLayers(network));
}

function filesOf(change: Partial<Experiment>, network: NetworkId = 'conv2dsimple') {
  return kerasFiles({
    experiment: { ...DEFAULT_EXPERIMENT, network, ...change },
    withoutShards: change.trainImages === 3000 ? [1, 7] : [],
    which: 'best',
    step: 9,
    epoch: 3,
    // Drawing the weights of the larger networks takes seconds.
    weights: network === 'conv2dsimple' ? trainedLikeWeights(network) : new Float32Array(weightCount(network)),
    measured: [{ split: 'test', loss: 0.5, accuracy: 0.8, images: 10_000 }],
  });
}

/** The module with what it imports left out: numpy is there, Keras need not be. */
function withoutKeras(files: ReturnType<typeof filesOf>): void {
  const source = strFromU8(files['model.py']);
  writeFileSync(
    join(folder, 'model.py'),
    source.replace('import keras\n', '').replace('from keras import layers\n', ''),
  );
}

const EVERYTHING = {
  flip: true,
  rotation: 10,
  shift: 2,
  cutout: 4,
  l2: 0.001,
  weightDecay: 0.01,
  maxNorm: 0,
  classWeights: [1, 2, 1, 1, 1, 1, 0.5, 1, 1, 1],
  earlyStoppingPatience: 3,
} as const;

describe('Keras files', () => {
  it('hold all weights as arrays that numpy can read, aligned and with their shapes', () => {
    const arrays = unzipSync(filesOf({}, 'inceptioncnn')['weights.npz']);
    expect(Object.keys(arrays)).toHaveLength(layerGraph('inceptioncnn').flatMap((layer) => layer.parameters).length);
    const kernel = arrays['conv2d_0_1_1/kernel.npy'] ?? new Uint8Array(0);
    const headerBytes = 10 + new DataView(kernel.buffer, kernel.byteOffset).getUint16(8, true);
    expect(headerBytes % 64).toBe(0);
    expect(strFromU8(kernel.subarray(10, headerBytes))).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(5, 5, 16, 32\), \} *\n$/,
    );
    expect(kernel.length - headerBytes).toBe(4 * 5 * 5 * 16 * 32);
  });

  it('hold a notebook of nbformat 4 whose cells are those of the module, and go on with MirroredStrategy', () => {
    const files = filesOf(EVERYTHING);
    const notebook = JSON.parse(strFromU8(files['notebook.ipynb']));
    expect(notebook).toMatchObject({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: { name: 'python3' } } });
    const sources: string[] = notebook.cells.map(({ source }: { source: string[] }) => source.join(''));
    const code = sources.filter((_, index) => notebook.cells[index].cell_type === 'code');
    expect(code.at(-1)).toContain('tf.distribute.MirroredStrategy()');
    expect(code.join('\n')).toContain('"test": (0.8, 0.5, 10000)');
    const ids = notebook.cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say how the run differs from Keras in its optimiser and its averages, and only where it does', () => {
    const sourceOf = (change: Partial<Experiment>, network?: NetworkId) =>
      strFromU8(filesOf(change, network)['model.py']);
    const plain = sourceOf({ optimizer: 'rmsProp', batchNormStart: 'keras' });
    expect(plain).toContain('keras.optimizers.RMSprop(learning_rate=LEARNING_RATE, rho=0.9, epsilon=1e-7)');
    expect(plain).toContain('start from 0 and 1 as they do in Keras');
    expect(plain).not.toContain('The run divided by');
    const own = sourceOf({ optimizer: 'rmsPropOutside' });
    expect(own).toContain('The run divided by sqrt(v) + epsilon');
    expect(own).toContain('count only the batches seen so far');
    expect(sourceOf({}, 'inceptioncnn')).not.toContain('moving averages');
  });

  it.skipIf(!hasNumpy)('are read by numpy to the bit', () => {
    writeFileSync(join(folder, 'weights.npz'), filesOf({})['weights.npz']);
    const read = python(`
import numpy as np
with np.load("weights.npz") as weights:
    for name in weights.files: print(name, weights[name].shape, weights[name].tobytes()[:8].hex(), weights[name].sum(dtype=np.float64).round(3))`);
    const lines = [...parametersOf(layerGraph('conv2dsimple'), trainedLikeWeights('conv2dsimple'))].flatMap(
      ([layer, parameters]) =>
        parameters.map(({ spec, values }) => {
          const role = spec.role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
          const shape = spec.shape.length === 1 ? `(${spec.shape[0]},)` : `(${spec.shape.join(', ')})`;
          const start = Buffer.from(values.slice(0, 2).buffer).toString('hex');
          return `${layer}/${role} ${shape} ${start}`;
        }),
    );
    const rows = read.trimEnd().split('\n');
    expect(rows.map((row) => row.slice(0, row.lastIndexOf(' ')))).toEqual(lines);
  });

  it.skipIf(!hasNumpy)('compile for every network, optimiser and schedule', () => {
    for (const [index, optimizer] of OPTIMIZERS.entries()) {
      const schedule = SCHEDULES[index] ?? 'constant';
      const network = NETWORK_IDS[index] ?? 'conv2dsimple3';
      const change = index % 2 === 0 ? EVERYTHING : {};
      const files = filesOf({ ...change, optimizer, schedule, warmupEpochs: index / 2, labelSmoothing: 0.1 }, network);
      writeFileSync(join(folder, 'compiled.py'), files['model.py']);
      writeFileSync(join(folder, 'compiled.ipynb'), files['notebook.ipynb']);
      python(`
import json
compile(open("compiled.py").read(), "model.py", "exec")
for cell in json.load(open("compiled.ipynb"))["cells"]:
    if cell["cell_type"] == "code": compile("".join(cell["source"]), "notebook", "exec")`);
    }
  });

  it.skipIf(!hasNumpy)('choose the very images of the run, wrong labels included', () => {
    const change = { seed: 11, trainImages: 3000, validationShare: 0.15, labelNoise: 0.3 } as const;
    const labels = Uint8Array.from({ length: 60_000 }, (_, image) => (image * 7 + Math.floor(image / 13)) % 10);
    const isThere = (image: number) => ![1, 7].includes(Math.floor(image / 5000));
    const split = makeSplit(labels, change, isThere);
    withoutKeras({ ...filesOf(change) });
    const chosen = JSON.parse(
      python(`
import json, types, sys
source = open("model.py").read().split("def build_network")[0].split("# After each step")[0]
source += "\\nSEED = " + open("model.py").read().split("\\nSEED = ")[1].split("BATCH_SIZE = ")[0]
exec(source)
labels = ((np.arange(60000) * 7 + np.arange(60000) // 13) % 10).astype(np.uint8)
print(json.dumps([part.tolist() for part in (*split_images(labels), noisy_labels(labels))]))`),
    );
    expect(chosen).toEqual(
      [split.train, split.trainEvaluation, split.validation, noisyLabels(labels, 0.3, 11)].map((part) => [...part]),
    );
  });

  it.skipIf(!hasNumpy)('follow the schedule of the run', () => {
    for (const schedule of SCHEDULES) {
      const change = { schedule, warmupEpochs: 1.5, epochs: 10, trainImages: 1000, batchSize: 100, cosineFloor: 0.1 };
      const experiment = { ...DEFAULT_EXPERIMENT, ...change };
      withoutKeras(filesOf(change));
      const factors: number[] = JSON.parse(
        python(`
import json, math
text = open("model.py").read()
exec("def rate_factor" + text.split("def rate_factor")[1].split("class Schedule")[0])
print(json.dumps([rate_factor(step, 10, 10) for step in range(100)]))`),
      );
      for (const [step, factor] of factors.entries()) {
        expect(factor, `${schedule}, step ${step}`).toBeCloseTo(scheduleFactor(schedulePlan(experiment), step), 12);
      }
    }
  });
});

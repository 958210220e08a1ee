/** What measuring a dictionary costs beside the forward passes that it needs: original, reconstructed, zero, mean. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, describeModelFolder, readDictionary, writeDictionaryWeights } from '../engine/index.js';
import type { DictionaryFiles, MeasuredBatch, ModelFiles } from '../engine/index.js';
import { heldWeights } from '../engine/dictionaries/held-weights.js';
import { createRandom } from '../domain/seeded-random.js';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { pythiaShape, writePythiaModel } from './pythia-model.js';
import { inTemporaryFolder } from './temporary-folder.js';

interface Workload {
  readonly name: string;
  readonly model: ModelFiles;
  readonly dictionary: DictionaryFiles;
  readonly sequences: number;
  readonly rounds: number;
}

const positions = 256;
const features = 32_768;
const demo = fileURLToPath(new URL('../../demo/', import.meta.url));

export function benchMetrics(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => [
    ...(await measure(await demoWorkload(join(folder, 'demo')))),
    ...(await measure(await pythiaWorkload(join(folder, 'pythia')))),
  ]);
}

/** Rounds take turns, so that a neighbour on the machine slows all of them; the fastest of each counts. */
async function measure({ name, model, dictionary, sequences, rounds }: Workload): Promise<BenchRow[]> {
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  const meter = await engine.openMeter(model, [dictionary]);
  const batch = batchOf(model, sequences);
  const mean_D = new Float32Array(dictionary.dictionary.width);
  const works = [
    () => engine.nextTokenLoss_BT(model, batch),
    () => meter.measure(batch, mean_D),
    () => meter.sum(batch),
  ];
  const fastest = works.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    for (const [at, work] of works.entries()) fastest[at] = Math.min(fastest[at], await cpuSeconds(work));
  await meter.close();
  await engine.close();
  const [forward, measured, summed] = fastest;
  const what = `metrics of a dictionary, ${name}`;
  return [
    atMost({ what: `${what}: CPU / four forward passes`, value: measured / (4 * forward), unit: 'times' }, 1.3),
    reported({
      what: `${what}: with the pass for the mean`,
      value: (measured + summed) / (4 * forward),
      unit: 'times',
    }),
    reported({
      what: `${what}: tokens a CPU second`,
      value: (sequences * positions) / (measured + summed),
      unit: '/s',
    }),
  ];
}

function batchOf({ model }: ModelFiles, sequences: number): MeasuredBatch {
  const random = createRandom(3);
  const rows = sequences * positions;
  const all = new Uint8Array(rows).fill(1);
  return {
    tokenIds_BT: Int32Array.from({ length: rows }, () => Math.floor(random() * model.vocabularySize)),
    lengths_B: new Int32Array(sequences).fill(positions),
    ...{ positions, counted_BT: all, replaced_BT: all, zeroed_BT: all },
  };
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function describe(folder: string): Promise<ModelFiles> {
  const { files: _, ...description } = await describeModelFolder(folder);
  return { folder, model: { name: 'measured', ...description } };
}

async function demoWorkload(folder: string): Promise<Workload> {
  await cp(`${demo}models/demo`, join(folder, 'model'), { recursive: true });
  const read = await readDictionary(`${demo}dictionaries/mlp_out.1/0_512`);
  await writeDictionaryWeights(join(folder, 'dictionary'), read);
  await read.close();
  const { weights: _, close: __, ...known } = read;
  return {
    name: 'demo, 512 features',
    model: await describe(join(folder, 'model')),
    dictionary: toFiles(join(folder, 'dictionary'), { ...known, hookPoint: 'mlp_out.1' }),
    ...{ sequences: 16, rounds: 5 },
  };
}

async function pythiaWorkload(folder: string): Promise<Workload> {
  await writePythiaModel(join(folder, 'model'));
  const { width } = pythiaShape;
  const random = createRandom(4);
  const uniform = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() - 0.5);
  const matrix = uniform(features * width);
  const weights = { wEnc_FD: matrix, bEnc_F: uniform(features), wDec_FD: matrix, bDec_D: uniform(width) };
  const sizes = { size: features, width, outputWidth: width };
  await writeDictionaryWeights(join(folder, 'dictionary'), { ...sizes, weights: heldWeights(weights) });
  return {
    name: `Pythia-70m's shape, ${features} features`,
    model: await describe(join(folder, 'model')),
    dictionary: toFiles(join(folder, 'dictionary'), { ...sizes, hookPoint: 'mlp_out.3' }),
    ...{ sequences: 2, rounds: 3 },
  };
}

interface Known {
  readonly size: number;
  readonly width: number;
  readonly hookPoint: string;
}

function toFiles(folder: string, { size, width, hookPoint }: Known): DictionaryFiles {
  const dictionary: DictionaryFiles['dictionary'] = {
    ...{ size, width, hookPoint, outputHookPoint: hookPoint },
    name: 'measured',
    model: 'measured',
    architecture: 'STANDARD',
    digest: 'measured',
    forward: { subtractsDecoderBias: true },
    provenance: { format: 'measured', files: [], tensors: [], folds: [], config: null },
  };
  return { folder, dictionary };
}

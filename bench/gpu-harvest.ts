/** A harvest at a model's shape on a device, by the product's own service, in a process of its own. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../domain/seeded-random.js';
import { packedBits } from '../engine/dictionaries/device-encode-graph.js';
import { openServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import { inChild } from './child.js';
import type { DeviceSizes } from './gpu-sizes.js';
import type { DeviceBench, DeviceWork, Measurement } from './gpu-work.js';
import type { HarvestCost, HarvestTask } from './measure-harvest.js';
import { pythiaNames, registerPythiaWorld } from './pythia-world.js';
import { inTemporaryFolder } from './temporary-folder.js';

const float32Bytes = 4;
const int64Bytes = 8;
/** Of a firing. Listed in the graph: row, feature and activation. By bits: where to look, twice, and what is found there. */
const firingBytes = { listed: 12, asked: 8, found: 8 };
/** A number comes back for so many features, whose bits say where any fires. */
const featuresOfNumber = packedBits ** 2;

const corpus = 'drawn';
const strongestName = 'pythia/mlp_out.3/strongest';

/**
 * By a dictionary whose features fire above zero, and by one of the same weights of which only the strongest do. Rates are of the
 * pass, from the first batch's answer to the last one's; opening the model and writing the results are told apart.
 */
export const measureHarvests: Measurement = (bench) =>
  inTemporaryFolder(async (folder) => {
    const { data } = await registerPythiaWorld(folder, {
      shape: bench.size.harvest.shape,
      features: bench.size.features,
    });
    await addCorpus(folder, data, bench.size);
    await addStrongest(data, bench.size.kept);
    return {
      harvest: await measure(bench, { data, dictionary: pythiaNames.dictionary, selects: false }),
      harvestOfStrongest: await measure(bench, { data, dictionary: strongestName, selects: true }),
    };
  });

/** Token ids at random: what they are changes nothing in what is computed. */
async function addCorpus(folder: string, data: string, { harvest }: DeviceSizes): Promise<void> {
  const { shape, documents, documentTokens } = harvest;
  const random = createRandom(8);
  const drawn = (): number => Math.floor(random() * shape.vocabulary);
  const lines = Array.from({ length: documents }, () =>
    JSON.stringify({ tokenIds: Array.from({ length: documentTokens }, drawn) }),
  );
  const file = join(folder, 'corpus.jsonl');
  await writeFile(file, lines.join('\n'));
  const { services, close } = await openServices(benchConfig(data));
  await services.imports.importCorpus({ file, name: corpus });
  await close();
}

async function addStrongest(data: string, k: number): Promise<void> {
  const { store, close } = await openServices(benchConfig(data));
  const dictionary = store.dictionaries.find(pythiaNames.dictionary);
  if (!dictionary) throw new Error(`${pythiaNames.dictionary} was not registered`);
  const forward = { ...dictionary.forward, activation: { kind: 'topK', k } } as const;
  store.dictionaries.add({ ...dictionary, name: strongestName, architecture: 'TOP_K', forward });
  await close();
}

interface Harvested {
  readonly data: string;
  readonly dictionary: string;
  /** Whether the dictionary selects the strongest features. */
  readonly selects: boolean;
}

interface FoundFirings extends Pick<Harvested, 'selects'> {
  readonly firingsPerToken: number;
}

async function measure(bench: DeviceBench, harvested: Harvested): Promise<DeviceWork> {
  const { provider } = bench;
  const task: HarvestTask = { folder: harvested.data, dictionary: harvested.dictionary, corpus, provider };
  const cost = await inChild<HarvestCost>('measure-harvest', task);
  const { tokens, seconds } = cost.pass;
  const firingsPerToken = cost.firings / cost.tokens;
  return {
    seconds,
    flop: tokens * flopPerToken(bench.size),
    bytes: bytesOf(bench, tokens, { selects: harvested.selects, firingsPerToken }),
    besides: {
      tokensPerSecond: tokens / seconds,
      tokensPerSecondInAll: cost.tokens / cost.seconds,
      secondsInAll: cost.seconds,
      flopPerToken: flopPerToken(bench.size),
      firingsPerToken,
    },
  };
}

/** Weights of a layer's attention, and of its MLP. */
const weightsOf = ({ shape: { width, hidden } }: DeviceSizes['harvest']) => ({
  attention: 4 * width ** 2,
  mlp: 2 * width * hidden,
});

/**
 * The model is cut behind the hook point: whole layers before it, of its own the MLP alone, since layers are parallel. Each weight
 * multiplies once a token; scores and mixtures of attention are of the whole square of positions. Then the encoder.
 */
function flopPerToken({ harvest, features }: DeviceSizes): number {
  const { width } = harvest.shape;
  const { attention, mlp } = weightsOf(harvest);
  const layer = attention + mlp + 2 * harvest.documentTokens * width;
  return 2 * (pythiaNames.layer * layer + mlp + width * features);
}

/** Batches of a harvest hold so many tokens at most, pieces that are encoded so many pre-activations. */
const batchTokens = 4096;
const pieceValues = 2 ** 24;

/** The weights, once a batch and a piece, and the pre-activations, of the device's memory; and what crosses the bus. */
function bytesOf(bench: DeviceBench, tokens: number, found: FoundFirings): DeviceWork['bytes'] {
  const { harvest, features } = bench.size;
  const { width } = harvest.shape;
  const { attention, mlp } = weightsOf(harvest);
  const layers = pythiaNames.layer * (attention + mlp) + mlp;
  const pieces = (tokens * features) / pieceValues;
  const weights = (tokens / batchTokens) * layers + Math.max(1, pieces) * features * width;
  const crossing = crossingBytes(bench, found);
  return {
    toDevice: tokens * (int64Bytes + crossing.to),
    fromDevice: tokens * crossing.from,
    memory: (weights + 2 * tokens * features) * float32Bytes,
  };
}

/**
 * Of a token, besides its id. On WebGPU activations stay where they are; of the strongest features index and strength come back, of
 * others what docs/gpu.md says. Elsewhere activations go from the model to the encoder by way of the machine's memory.
 */
function crossingBytes({ provider, size }: DeviceBench, { selects, firingsPerToken }: FoundFirings) {
  const vector = size.harvest.shape.width * float32Bytes;
  if (provider !== 'webgpu') return { to: vector, from: vector + firingsPerToken * firingBytes.listed };
  if (selects) return { to: 0, from: size.kept * 2 * float32Bytes };
  const numbers = (size.features / featuresOfNumber) * float32Bytes;
  return { to: firingsPerToken * firingBytes.asked, from: numbers + firingsPerToken * firingBytes.found };
}

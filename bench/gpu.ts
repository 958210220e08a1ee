/** `npm run bench:gpu`: what a device makes of similarity and encoding beside its own ceilings, as one JSON; refuses without a device. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '../engine/index.js';
import type { ProviderName } from '../engine/index.js';
import { encodeModel } from '../engine/onnx/encode-model.js';
import type { ModelProto } from '../engine/onnx/generated/onnx_pb.js';
import { BestRows } from '../engine/similarity/best-rows.js';
import { sweepOnDevice } from '../engine/similarity/max-cosines-on-device.js';
import { createNormal } from '../engine/similarity/normal-numbers.js';
import { toUnitRows } from '../engine/similarity/unit-rows.js';
import { createGraphRunner } from '../engine/worker/graph-runner.js';
import { openComparisonProducts } from '../engine/worker/open-comparison-products.js';
import type { Tensors } from '../engine/worker/protocol.js';
import { createWorkerHost } from '../engine/worker/worker-host.js';
import { copyChain, encodeOnDevice, matmulChain, residentTile } from './gpu-graphs.js';
import { inTemporaryFolder } from './temporary-folder.js';

const full = {
  rows: 32_768,
  width: 512,
  tokens: 65_536,
  features: 32_768,
  kept: 64,
  piece: 2048,
  square: 4096,
  chain: 8,
};
const small = { rows: 256, width: 64, tokens: 128, features: 256, kept: 8, piece: 64, square: 128, chain: 2 };
const repeats = 3;
const residentOutputs = ['ofRows', 'rowPlace', 'ofColumns', 'columnPlace'];

const isSoftware = process.argv.includes('--software');
const size = isSoftware ? small : full;
const device = await findDevice();

/** A renderer in software is slower than the CPU and therefore not found, unless it is asked for. */
async function findDevice(): Promise<ProviderName | undefined> {
  const engine = createEngine({ providers: isSoftware ? ['webgpu'] : ['cuda', 'webgpu'], threads: 1 });
  const found = await engine.tryProviders();
  await engine.close();
  for (const { name, reason } of found) if (name !== 'cpu' && reason) console.error(`${name}: ${reason}`);
  return found.find(({ name, inUse }) => name !== 'cpu' && inUse)?.name;
}

/** Seconds on the clock of the fastest; the first run compiles and is not counted. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  await work();
  let seconds = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    await work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return seconds;
}

const normal = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, createNormal(seed, 0));
const rate = (seconds: number, flop: number) => ({ seconds, tflopPerSecond: flop / seconds / 1e12 });

async function measureGraphs(provider: ProviderName, folder: string) {
  const runner = createGraphRunner(createWorkerHost({ settings: { providers: [provider], threads: 1 } }));
  const time = async (name: string, model: ModelProto, feeds: () => Tensors, fetches: readonly string[]) => {
    const graph = join(folder, `${name}.onnx`);
    await writeFile(graph, encodeModel(model));
    const seconds = await fastest(() => runner.run({ graph, feeds: feeds(), fetches }));
    await runner.release([graph]);
    return seconds;
  };
  const { square, chain, width, features, kept, piece, tokens } = size;
  const one = (): Tensors => ({ factor: { type: 'float32', data: Float32Array.of(1), dims: [1] } });
  const tile = { rows: Math.min(2048, size.rows), columns: Math.min(8192, size.rows) };
  const matmul = await time('matmul', matmulChain(square, chain, normal), one, ['row']);
  const copy = await time('copy', copyChain(square, chain, normal), one, ['row']);
  const resident = await time('tile', residentTile({ ...tile, width }, normal), one, residentOutputs);
  const x_ND = normal(piece * width, 3);
  const x = (): Tensors => ({ x_ND: { type: 'float32', data: x_ND.slice(), dims: [piece, width] } });
  const encode = encodeOnDevice({ width, features, kept }, normal);
  const [copied, fed] = [await time('encode', encode, x, ['strongest_NK', 'feature_NK']), tokens / piece];
  await runner.close();
  const gigabytes = (chain * 2 * square * square * 4) / 1e9;
  return {
    ceilings: { matmul: rate(matmul, 2 * chain * square ** 3), copy: { seconds: copy, gbPerSecond: gigabytes / copy } },
    similarityWithoutCopies: rate(resident, 2 * tile.rows * tile.columns * width),
    encode: rate(copied * fed, 2 * tokens * width * features),
  };
}

async function measureSimilarity(provider: ProviderName) {
  const { rows, width } = size;
  const [a, b] = [1, 2].map((seed) => toUnitRows(normal(rows * width, seed), width).rows);
  const products = await openComparisonProducts({ providers: [provider], threads: 1 });
  const { tileMaxima } = products;
  if (!tileMaxima) throw new Error(`${provider} multiplies no tiles`);
  const seconds = await fastest(async () => {
    const sweep = sweepOnDevice({ ofRows: new BestRows(a, b), ofColumns: new BestRows(b, a), tileMaxima });
    while (!(await sweep.next()).done) continue;
  });
  await products.close();
  return rate(seconds, 2 * rows * rows * width);
}

if (!device) {
  console.error('REFUSED: no device was found, and nothing was measured.');
  process.exitCode = 1;
} else {
  const graphs = await inTemporaryFolder((folder) => measureGraphs(device, folder));
  const similarity = await measureSimilarity(device);
  console.log(JSON.stringify({ provider: device, isSoftware, size, ...graphs, similarity }, null, 2));
}

/** The comparison of two sets of rows on a device: as it is made, and without copies. */
import { availableParallelism } from 'node:os';
import { Tensor } from 'onnxruntime-node';
import { encodeModel } from '../engine/onnx/encode-model.js';
import { BestRows } from '../engine/similarity/best-rows.js';
import { sweepOnDevice } from '../engine/similarity/max-cosines-on-device.js';
import { buildTileMaximaGraph } from '../engine/similarity/product-graphs.js';
import { toUnitRows } from '../engine/similarity/unit-rows.js';
import { tileMaximaOf } from '../engine/worker/open-comparison-products.js';
import { createSession, sessionOptions } from '../engine/worker/session-factory.js';
import { fastest } from './fastest.js';
import { residentTile } from './gpu-graphs.js';
import type { DeviceBench, DeviceWork, Measurement } from './gpu-work.js';
import { normals, withGraph } from './open-graph.js';

const float32Bytes = 4;
/** A largest product and its place. */
const maximumBytes = 4 + 8;

/** The CPU runs the same tiles here, whereas comparisons on it go another way. */
export const measureSimilarity: Measurement = async (bench) => {
  const { width, tile } = bench.size;
  const fedBytes = (tile.rows + tile.columns) * width * float32Bytes;
  return {
    similarityWithCopies: toWork(bench, await sweep(bench), tiles(bench) * fedBytes),
    similarityWithoutCopies: toWork(bench, await sameTile(bench), 0),
  };
};

const tiles = ({ size: { rows, tile } }: DeviceBench): number => (rows / tile.rows) * (rows / tile.columns);

/** As the engine does it, with the exact cosines of the winners. */
async function sweep({ provider, size }: DeviceBench): Promise<number> {
  const { rows, width, tile, rounds } = size;
  const [a, b] = [1, 2].map((seed) => toUnitRows(normals(rows * width, seed), width).rows);
  const options = sessionOptions(provider, { threads: availableParallelism() });
  const session = await createSession(encodeModel(buildTileMaximaGraph()), options);
  const tileMaxima = tileMaximaOf(session);
  const seconds = await fastest(rounds, async () => {
    const work = sweepOnDevice({ ofRows: new BestRows(a, b), ofColumns: new BestRows(b, a), tileMaxima, tile });
    while (!(await work.next()).done) continue;
  });
  await session.release();
  return seconds;
}

/** One tile, which lies on the device, as often as there are tiles. */
function sameTile(bench: DeviceBench): Promise<number> {
  const { provider, size } = bench;
  return withGraph(provider, residentTile({ ...size.tile, width: size.width }, normals), (graph) =>
    fastest(size.rounds, async () => {
      for (let done = 0; done < tiles(bench); done++) await graph.run({ factor: new Tensor('float32', [1], [1]) });
    }),
  );
}

/** Of each tile both sides are read and the products written, and read by each of the four operators that look for maxima. */
function toWork(bench: DeviceBench, seconds: number, toDevice: number): DeviceWork {
  const { rows, width, tile } = bench.size;
  const fromDevice = tiles(bench) * (tile.rows + tile.columns) * maximumBytes;
  const read = tiles(bench) * (tile.rows + tile.columns) * width;
  const memory = (read + 5 * rows * rows) * float32Bytes + fromDevice;
  return { seconds, flop: 2 * rows * rows * width, bytes: { toDevice, fromDevice, memory } };
}

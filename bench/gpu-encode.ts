/** Encoding on a device, with the activations fed and with the activations there. */
import { Tensor } from 'onnxruntime-node';
import { fastest } from './fastest.js';
import { encodeFed, encodeResident } from './gpu-graphs.js';
import type { DeviceBench, DeviceWork, Measurement } from './gpu-work.js';
import { matrixOf, normals, withGraph } from './open-graph.js';

const float32Bytes = 4;
const int64Bytes = 8;

/** All tokens in both, in pieces; only the strongest features come back. */
export const measureEncoding: Measurement = async (bench) => {
  const [withCopies, withoutCopies] = [await fed(bench), await resident(bench)];
  const { tokens, width } = bench.size;
  return {
    encodingWithCopies: toWork(bench, withCopies, tokens * width * float32Bytes),
    encodingWithoutCopies: toWork(bench, withoutCopies, 0),
  };
};

const pieces = ({ tokens, piece }: DeviceBench['size']): number[] =>
  Array.from({ length: tokens / piece }, (_, at) => at * piece);

function fed({ provider, size }: DeviceBench): Promise<number> {
  const { tokens, piece, width, rounds } = size;
  const x_AD = normals(tokens * width, 3);
  return withGraph(provider, encodeFed(size, normals), (graph) =>
    fastest(rounds, async () => {
      for (const first of pieces(size)) {
        const x_ND = matrixOf(x_AD.subarray(first * width, (first + piece) * width), width);
        await graph.run({ x_ND });
      }
    }),
  );
}

function resident({ provider, size }: DeviceBench): Promise<number> {
  const row = (place: number): Tensor => new Tensor('int64', BigInt64Array.of(BigInt(place)), [1]);
  return withGraph(provider, encodeResident(size, normals), (graph) =>
    fastest(size.rounds, async () => {
      for (const first of pieces(size)) await graph.run({ first: row(first), end: row(first + size.piece) });
    }),
  );
}

/** Of each piece the encoder and the activations are read, and the pre-activations written, and read for the strongest. */
function toWork({ size }: DeviceBench, seconds: number, toDevice: number): DeviceWork {
  const { tokens, piece, width, features, kept } = size;
  const fromDevice = tokens * kept * (float32Bytes + int64Bytes);
  const read = (tokens / piece) * features * width + tokens * width;
  const memory = (read + 2 * tokens * features) * float32Bytes + fromDevice;
  return {
    seconds,
    flop: 2 * tokens * width * features,
    bytes: { toDevice, fromDevice, memory },
    besides: { tokensPerSecond: tokens / seconds },
  };
}

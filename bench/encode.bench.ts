/** What encoding costs beside the one matrix product that it cannot do without, on one thread. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DictionaryForward, DictionaryRecord } from '../domain/dictionary.js';
import { readWeightRanges, writeDictionaryWeights } from '../engine/dictionaries/canonical-weights.js';
import { buildEncodeGraph } from '../engine/dictionaries/encode-graph.js';
import { encoderScales } from '../engine/dictionaries/encoder-codes.js';
import { heldWeights } from '../engine/dictionaries/held-weights.js';
import { buildModel, node, tensorInfo } from '../engine/onnx/build-graph.js';
import { DataType } from '../engine/onnx/data-types.js';
import { encodeModel } from '../engine/onnx/encode-model.js';
import type { ModelProto } from '../engine/onnx/generated/onnx_pb.js';
import { int64Tensor } from '../engine/onnx/tensor.js';
import { weightsPart } from '../engine/dictionaries/graph-part.js';
import { createGraphRunner, type GraphRunner } from '../engine/worker/graph-runner.js';
import { createWorkerHost } from '../engine/worker/worker-host.js';
import { createRandom } from '../domain/seeded-random.js';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { inTemporaryFolder } from './temporary-folder.js';

const shape = { tokens: 4096, width: 512, features: 32_768, kept: 64, piece: 512 };
const rounds = 5;

/** Rounds take turns, so that a neighbour on the machine slows all of them; the fastest of each counts. */
export function benchEncode(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const graphs = await writeGraphs(folder);
    const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
    const timed = {
      product: () => timeProduct(runner, graphs.product, shape.tokens),
      pieces: () => timeProduct(runner, graphs.product, shape.piece),
      topK: () => timeEncode(runner, graphs.identity, graphs.topK),
      relu: () => timeEncode(runner, graphs.identity, graphs.relu),
      int8TopK: () => timeEncode(runner, graphs.identity, graphs.int8TopK),
      int8Relu: () => timeEncode(runner, graphs.identity, graphs.int8Relu),
    };
    const fastest = {
      ...{ product: Infinity, pieces: Infinity, topK: Infinity, relu: Infinity },
      ...{ int8TopK: Infinity, int8Relu: Infinity },
    };
    for (let round = 0; round < rounds; round++)
      for (const name of Object.keys(timed) as (keyof typeof timed)[])
        fastest[name] = Math.min(fastest[name], await timed[name]());
    await runner.close();
    return toRows(fastest);
  });
}

type Timed = 'product' | 'pieces' | 'topK' | 'relu' | 'int8TopK' | 'int8Relu';

function toRows({ product, pieces, topK, relu, int8TopK, int8Relu }: Record<Timed, number>): BenchRow[] {
  const what = `encode ${shape.tokens} tokens, ${shape.width} to ${shape.features}`;
  const unit = 'times';
  return [
    atMost({ what: `${what}, ${shape.kept} kept: CPU / bare Gemm`, value: topK / product, unit }, 1.15),
    atMost({ what: `${what}, ${shape.kept} kept: CPU / the same in pieces`, value: topK / pieces, unit }, 1.15),
    reported({ what: `${what}, ReLU, 1 in 700 fires: CPU / bare Gemm`, value: relu / product, unit }),
    reported({ what: `${what}, ${shape.kept} kept: CPU in int8 / in float32`, value: int8TopK / topK, unit }),
    reported({ what: `${what}, ReLU, 1 in 700 fires: CPU in int8 / in float32`, value: int8Relu / relu, unit }),
    reported({ what: 'the bare Gemm', value: product, unit: 's' }),
  ];
}

interface Graphs {
  readonly product: string;
  /** Hands activations on, as the forward pass of a model does. */
  readonly identity: string;
  readonly topK: string;
  readonly relu: string;
  readonly int8TopK: string;
  readonly int8Relu: string;
}

async function writeGraphs(folder: string): Promise<Graphs> {
  const { width, features } = shape;
  const random = createRandom(1);
  const uniform = (count: number): Float32Array => Float32Array.from({ length: count }, () => random() - 0.5);
  const wEnc_FD = uniform(features * width);
  const weights = heldWeights({
    wEnc_FD,
    wDec_FD: new Float32Array(features * width),
    // Pre-activations have a deviation of sqrt(width) / 12; this lies three of them below zero.
    bEnc_F: new Float32Array(features).fill((-3 * Math.sqrt(width)) / 12),
    bDec_D: new Float32Array(width),
  });
  const encoderScale_F = () => encoderScales(wEnc_FD, features);
  // The weights need no rounding to be timed: codes are.
  await writeDictionaryWeights(folder, {
    ...{ size: features, width, outputWidth: width },
    weights: { ...weights, encoderScale_F },
  });
  const ranges = await readWeightRanges(folder);
  const write = async (name: string, graph: ModelProto): Promise<string> => {
    const path = join(folder, `${name}.onnx`);
    await writeFile(path, encodeModel(graph));
    return path;
  };
  const encode = (forward: DictionaryForward): ModelProto => buildEncodeGraph({ forward } as DictionaryRecord, ranges);
  const product = buildModel('product', {
    nodes: [
      node('Gemm', ['x_ND', 'wEnc_FD', 'bEnc_F'], ['pre_NF'], { transB: 1 }),
      // Handing all of the result out of the runtime would be a second cost.
      node('Gather', ['pre_NF', 'row'], ['oneRow_F'], { axis: 0 }),
    ],
    inputs: [tensorInfo('x_ND', DataType.FLOAT, ['N', width])],
    outputs: [tensorInfo('oneRow_F', DataType.FLOAT)],
    initializers: [...weightsPart(['wEnc_FD', 'bEnc_F'], ranges).initializers, int64Tensor('row', [], [0])],
  });
  const identity = buildModel('identity', {
    nodes: [node('Identity', ['x'], ['hook'])],
    inputs: [tensorInfo('x', DataType.FLOAT, ['B', 'T', width])],
    outputs: [tensorInfo('hook', DataType.FLOAT, ['B', 'T', width])],
    initializers: [],
  });
  return {
    product: await write('product', product),
    identity: await write('identity', identity),
    topK: await write('top-k', encode({ subtractsDecoderBias: true, activation: { kind: 'topK', k: shape.kept } })),
    relu: await write('relu', encode({ subtractsDecoderBias: true })),
    int8TopK: await write(
      'int8-top-k',
      encode({ subtractsDecoderBias: true, activation: { kind: 'topK', k: shape.kept }, product: 'int8' }),
    ),
    int8Relu: await write('int8-relu', encode({ subtractsDecoderBias: true, product: 'int8' })),
  };
}

function activations(): Float32Array {
  const random = createRandom(2);
  return Float32Array.from({ length: shape.tokens * shape.width }, () => random() - 0.5);
}

/** All tokens, so many at once. */
async function timeProduct(runner: GraphRunner, graph: string, tokensAtOnce: number): Promise<number> {
  const all = activations();
  let seconds = 0;
  for (let done = 0; done < shape.tokens; done += tokensAtOnce) {
    const data = all.slice(done * shape.width, (done + tokensAtOnce) * shape.width);
    const x_ND = { type: 'float32', data, dims: [tokensAtOnce, shape.width] } as const;
    seconds += (await runner.run({ graph, feeds: { x_ND }, fetches: ['oneRow_F'] })).secondsInside;
  }
  return seconds;
}

async function timeEncode(runner: GraphRunner, identity: string, graph: string): Promise<number> {
  const x = { type: 'float32', data: activations(), dims: [1, shape.tokens, shape.width] } as const;
  const { secondsInside } = await runner.encode({
    pass: { graph: identity, feeds: { x }, fetches: ['hook'] },
    steps: [{ graph, gives: 'firings', fetch: 'hook', size: shape.features }],
    lengths_B: Int32Array.of(shape.tokens),
    firstRow_B: Int32Array.of(0),
  });
  return secondsInside;
}

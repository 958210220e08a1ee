/** What a device reaches through the runtime when it does nothing but multiply, copy, receive or send. */
import { Tensor } from 'onnxruntime-node';
import { fastest } from './fastest.js';
import { copyChain, productChain, receive, send } from './gpu-graphs.js';
import type { Ceilings, DeviceBench } from './gpu-work.js';
import { matrixOf, normals, withGraph } from './open-graph.js';

const factor = (): Record<string, Tensor> => ({ factor: new Tensor('float32', [1], [1]) });
/** Short and many, so that some fall between what else the machine does. */
const rounds = 12;
const products = ['MatMul', 'Gemm'] as const;

/** The higher of two measurements of each: what else the machine does lowers a ceiling, and nothing raises it. */
export function higherCeilings(a: Ceilings, b: Ceilings): Ceilings {
  return {
    matmul: a.matmul.tflopPerSecond > b.matmul.tflopPerSecond ? a.matmul : b.matmul,
    copy: higher(a.copy, b.copy),
    toDevice: a.toDevice && b.toDevice && higher(a.toDevice, b.toDevice),
    fromDevice: a.fromDevice && b.fromDevice && higher(a.fromDevice, b.fromDevice),
  };
}

const higher = (a: Ceilings['copy'], b: Ceilings['copy']): Ceilings['copy'] => (a.gbPerSecond > b.gbPerSecond ? a : b);

/** The faster of the runtime's two operators counts. */
export async function measureCeilings(bench: DeviceBench): Promise<Ceilings> {
  const [first, second] = [await multiply(bench, products[0]), await multiply(bench, products[1])];
  const isCpu = bench.provider === 'cpu';
  return {
    matmul: first.tflopPerSecond > second.tflopPerSecond ? first : second,
    copy: await copy(bench),
    toDevice: isCpu ? null : await transfer(bench, 'to'),
    fromDevice: isCpu ? null : await transfer(bench, 'from'),
  };
}

async function multiply({ provider, size }: DeviceBench, by: (typeof products)[number]): Promise<Ceilings['matmul']> {
  const { square, chain } = size;
  const seconds = await withGraph(provider, productChain(by, { square, chain }, normals), (graph) =>
    fastest(rounds, () => graph.run(factor())),
  );
  return { by: `${by} of ${square} x ${square}`, tflopPerSecond: (2 * chain * square ** 3) / seconds / 1e12 };
}

async function copy({ provider, size }: DeviceBench): Promise<{ gbPerSecond: number }> {
  const { square, chain } = size;
  const seconds = await withGraph(provider, copyChain({ square, chain }, normals), (graph) =>
    fastest(rounds, () => graph.run(factor())),
  );
  return { gbPerSecond: (chain * 2 * square ** 2 * Float32Array.BYTES_PER_ELEMENT) / seconds / 1e9 };
}

/** From and to the memory of the machine, which is not pinned: the runtime copies it once more. */
async function transfer({ provider, size }: DeviceBench, way: 'to' | 'from'): Promise<{ gbPerSecond: number }> {
  const { square } = size;
  const x = way === 'to' ? { x: matrixOf(normals(square ** 2, 1), square) } : factor();
  const seconds = await withGraph(provider, way === 'to' ? receive(square) : send(square, normals), (graph) =>
    fastest(rounds, () => graph.run(x)),
  );
  return { gbPerSecond: (square ** 2 * Float32Array.BYTES_PER_ELEMENT) / seconds / 1e9 };
}

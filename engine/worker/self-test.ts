/** Shows whether an execution provider computes here what the CPU computes, and how fast. */
import { Tensor } from 'onnxruntime-node';
import type { InferenceSession } from 'onnxruntime-node';
import type { ProviderName } from '../engine.js';
import { encodeModel } from '../onnx/encode-model.js';
import type { DeviceSettings } from './protocol.js';
import { buildSelfTestGraph, selfTestMatrix, selfTestShape } from './self-test-graph.js';
import { sessionOptions } from './session-factory.js';
import type { SessionFactory } from './session-factory.js';

export interface SelfTest {
  /** Of the fastest of three runs, on the clock. */
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
}

/**
 * Of values around 3. Sums of 1024 products in float32 stay within 1e-5 in any order; TF32, which CUDA would take for
 * float32, is off by 1e-3.
 */
const tolerance = 1e-4;
const timedRuns = 3;
const outputs = ['product_NM', 'strongest_NK'] as const;

/** Throws where no session can be created or run, and where the result is another than the CPU's. */
export async function testProvider(
  provider: ProviderName,
  settings: DeviceSettings,
  create: SessionFactory,
): Promise<SelfTest> {
  const graph = encodeModel(buildSelfTestGraph());
  // First what may fail: where it does, the CPU need not run.
  const tested = await measure(await create(graph, sessionOptions(provider, settings)));
  const reference = await measure(await create(graph, sessionOptions('cpu', settings)));
  for (const name of outputs) {
    const difference = largestDifference(tested.values[name], reference.values[name]);
    if (!(difference <= tolerance))
      throw new Error(`its results differ from the CPU's by ${difference.toPrecision(2)}`);
  }
  return { milliseconds: tested.milliseconds, cpuMilliseconds: reference.milliseconds };
}

interface MeasuredRun {
  readonly values: Readonly<Record<string, Float32Array>>;
  readonly milliseconds: number;
}

async function measure(session: InferenceSession): Promise<MeasuredRun> {
  const { rows, columns, width } = selfTestShape;
  const feeds = {
    a_ND: new Tensor('float32', selfTestMatrix(rows, 1), [rows, width]),
    b_MD: new Tensor('float32', selfTestMatrix(columns, 2), [columns, width]),
  };
  try {
    // The first run compiles shaders.
    const results = await session.run(feeds, outputs);
    let milliseconds = Infinity;
    for (let run = 0; run < timedRuns; run++) {
      const start = performance.now();
      await session.run(feeds, outputs);
      milliseconds = Math.min(milliseconds, performance.now() - start);
    }
    return {
      values: Object.fromEntries(outputs.map((name) => [name, results[name].data as Float32Array])),
      milliseconds,
    };
  } finally {
    await session.release();
  }
}

/** NaN where a value is not a number. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, n) => Math.max(largest, Math.abs(value - b[n])), 0);
}

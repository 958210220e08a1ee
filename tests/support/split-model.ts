/** A model whose graph is split at hook points, and run whole or segment by segment. */
import { dirname, join } from 'node:path';
import type { ModelFiles } from '../../engine/index.js';
import { openModelGraph, toFedBatches } from '../../engine/models/model-graph.js';
import { writeGraphFile } from '../../engine/models/write-graph-file.js';
import type { GraphModel } from '../../engine/onnx/decode-model.js';
import { readModelFile } from '../../engine/onnx/read-model-file.js';
import { splitGraph } from '../../engine/onnx/split-graph.js';
import { createGraphRunner } from '../../engine/worker/graph-runner.js';
import type { ProgramStep } from '../../engine/worker/protocol.js';
import { createWorkerHost } from '../../engine/worker/worker-host.js';
import { copyModel, tokenBatch } from './models.js';

export interface SplitModel {
  readonly files: ModelFiles;
  readonly graph: GraphModel;
  /** Logits of the graph as it is. */
  readonly logits: Float32Array;
  /** Logits of the segments between these tensors, which are handed on unchanged. */
  runSplit(at: readonly string[]): Promise<Float32Array>;
  close(): Promise<void>;
}

const sequences = [
  [7, 31, 2, 59, 0, 44, 13],
  [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7],
  [50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 1, 2, 3, 4, 5, 6],
];

export async function openSplitModel(source: string, folder: string): Promise<SplitModel> {
  const files = await copyModel(source, folder);
  const path = join(files.folder, files.model.graphFile);
  const graph = await readModelFile(path);
  const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
  const whole = await openModelGraph(files, { outputs: ['logits'] }, runner);
  const feeds = () => toFedBatches(whole, tokenBatch(sequences))[0].feeds;
  const { value } = await runner.run({ graph: whole.path, feeds: feeds(), fetches: ['logits'] });

  async function toStep(segment: GraphModel, place: number): Promise<ProgramStep> {
    const written = await writeGraphFile(dirname(path), `segment-${place}.onnx`, segment);
    const { inputs, outputs } = await runner.open(written);
    const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));
    return { graph: written, feeds: named(inputs.map(({ name }) => name)), fetches: named(outputs) };
  }

  return {
    files,
    graph,
    logits: value.logits.data as Float32Array,
    async runSplit(at) {
      const segments = splitGraph(graph, { at, outputs: ['logits'] });
      const steps = await Promise.all(segments.filter((segment) => segment.graph.output.length > 0).map(toStep));
      const { value } = await runner.runProgram({ inputs: feeds(), steps, fetch: ['logits'] });
      await runner.release(steps.map((step) => step.graph));
      return value.logits.data as Float32Array;
    },
    close: () => runner.close(),
  };
}

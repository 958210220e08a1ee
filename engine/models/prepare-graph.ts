/** Cuts a model's graph to what is read from it, once, as a small file beside the model's own. */
import { dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { ModelFiles } from '../engine.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { addNextTokenLoss, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import { patchTensor } from '../onnx/patch-tensor.js';
import { readModelFile } from '../onnx/read-model-file.js';
import { sliceGraph } from '../onnx/slice-graph.js';
import { isReadable } from './model-files.js';
import { graphFileName, writeGraphFile } from './write-graph-file.js';

export interface GraphCut {
  /** Tensors to fetch; {@link nextTokenLossOutput} is added to the graph when it is among them. */
  readonly outputs: readonly string[];
  /** Tensors that get a mask and a value input. */
  readonly patches?: readonly string[];
}

/** Changes when the same cut would be made differently, so that older files are not taken for it. */
const surgeryVersion = '1';

/** Path of the graph file; made when it is not there yet. The model's own weights are referred to, not copied. */
export async function prepareGraph({ folder, model }: ModelFiles, cut: GraphCut): Promise<string> {
  const { outputs, patches = [] } = cut;
  const source = join(folder, model.graphFile);
  const name = graphFileName(surgeryVersion, model.digest, JSON.stringify({ outputs, patches }));
  const path = join(dirname(source), name);
  if (await isReadable(path)) return path;
  return writeGraphFile(dirname(source), name, cutGraph(await readModelFile(source), { outputs, patches }, source));
}

function cutGraph(whole: GraphModel, { outputs, patches = [] }: GraphCut, path: string): GraphModel {
  const patched = patches.reduce(patchTensor, whole);
  const withLoss = outputs.includes(nextTokenLossOutput)
    ? addNextTokenLoss(patched, { logits: logitsOf(whole, path), inputIds: 'input_ids' })
    : patched;
  return sliceGraph(withLoss, { outputs });
}

function logitsOf({ graph }: GraphModel, path: string): string {
  const logits = graph.output.find(({ name }) => name === 'logits')?.name;
  if (logits !== undefined) return logits;
  throw new ResearchError('MODEL_UNSUPPORTED', `${path} has no output "logits", so it gives no loss.`, { at: path });
}

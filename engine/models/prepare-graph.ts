/** Cuts a model's graph to what is read from it, once, as small files beside the model's own. */
import { dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { ModelFiles } from '../engine.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { addDivergence, divergenceOutput } from '../onnx/divergence.js';
import { addLastLogits, lastLogitsOutput } from '../onnx/last-logits.js';
import { indexGraph } from '../onnx/graph-index.js';
import { findHeadInput } from '../onnx/head-input.js';
import {
  addNextTokenLoss,
  logLikelihoodOutput,
  nextTokenLossOutput,
  tokenLossOutput,
} from '../onnx/next-token-loss.js';
import { patchTensor } from '../onnx/patch-tensor.js';
import { readModelFile } from '../onnx/read-model-file.js';
import { sliceGraph } from '../onnx/slice-graph.js';
import { splitGraph } from '../onnx/split-graph.js';
import { widenTensors } from '../onnx/widen-tensors.js';
import { isReadable } from './model-files.js';
import { graphFileName, writeGraphFile } from './write-graph-file.js';

export interface GraphCut {
  /**
   * Tensors to fetch; {@link nextTokenLossOutput}, {@link tokenLossOutput}, {@link logLikelihoodOutput},
   * {@link divergenceOutput} and {@link lastLogitsOutput} are added to the graph when they are among them.
   */
  readonly outputs: readonly string[];
  /** Tensors that get a mask and a value input. */
  readonly patches?: readonly string[];
}

export interface SplitCut extends GraphCut {
  /** Where the graph is split; in the order of the graph. {@link headInput} stands for what the model's head reads. */
  readonly at: readonly string[];
}

/** The name in a split of the tensor that `findHeadInput` finds. */
export const headInput = 'saeql.head_input';

/** Changes when the same cut would be made differently, so that older files are not taken for it. */
const surgeryVersion = '3';

/** Path of the graph file; made when it is not there yet. The model's own weights are referred to, not copied. */
export async function prepareGraph(files: ModelFiles, cut: GraphCut): Promise<string> {
  const [path] = await prepareSegments(files, { ...cut, at: [] });
  return path;
}

/** Paths of the graph files of all segments. Throws as {@link splitGraph}. */
export async function prepareSegments({ folder, model }: ModelFiles, cut: SplitCut): Promise<string[]> {
  const { outputs, patches = [], at } = cut;
  const source = join(folder, model.graphFile);
  const names = Array.from({ length: at.length + 1 }, (_, segment) =>
    graphFileName(surgeryVersion, model.digest, JSON.stringify({ outputs, patches, at, segment })),
  );
  const paths = names.map((name) => join(dirname(source), name));
  const areThere = await Promise.all(paths.map(isReadable));
  if (areThere.every(Boolean)) return paths;
  const segments = cutGraph(await readModelFile(source), cut, { path: source, model });
  await Promise.all(names.map((name, segment) => writeGraphFile(dirname(source), name, segments[segment])));
  return paths;
}

interface CutSource {
  readonly path: string;
  readonly model: ModelRecord;
}

function cutGraph(
  original: GraphModel,
  { outputs, patches = [], at }: SplitCut,
  { path, model }: CutSource,
): GraphModel[] {
  const isWanted = (...names: readonly string[]): boolean => names.some((name) => outputs.includes(name));
  const needsLosses = isWanted(nextTokenLossOutput, tokenLossOutput, logLikelihoodOutput, divergenceOutput);
  const logits = needsLosses || isWanted(lastLogitsOutput) ? [logitsOf(original, path)] : [];
  const places = at.map((name) =>
    name === headInput ? findHeadInput(indexGraph(original.graph), logitsOf(original, path)) : name,
  );
  const whole = widenTensors(original, [...outputs, ...patches, ...places, ...logits]);
  let cut = patches.reduce(patchTensor, whole);
  if (needsLosses) cut = addNextTokenLoss(cut, { logits: logits[0], inputIds: 'input_ids' });
  if (isWanted(divergenceOutput)) cut = addDivergence(cut);
  if (isWanted(lastLogitsOutput)) cut = addLastLogits(cut, logits[0], model.vocabularySize);
  return at.length === 0 ? [sliceGraph(cut, { outputs })] : splitGraph(cut, { at: places, outputs });
}

function logitsOf({ graph }: GraphModel, path: string): string {
  const logits = graph.output.find(({ name }) => name === 'logits')?.name;
  if (logits !== undefined) return logits;
  throw new ResearchError('MODEL_UNSUPPORTED', `${path} has no output "logits", so it gives no loss.`, { at: path });
}

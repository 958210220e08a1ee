/** The unembedding by itself: what a vector in the residual stream adds to the logits. */
import { dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { ModelFiles } from '../engine.js';
import type { GraphLibrary } from '../graph-library.js';
import { isReadable } from '../models/model-files.js';
import { graphFileName, writeGraphFile } from '../models/write-graph-file.js';
import { buildModel, node, tensorInfo } from '../onnx/build-graph.js';
import { DataType } from '../onnx/data-types.js';
import type { GraphModel } from '../onnx/decode-model.js';
import type { GraphProto, NodeProto } from '../onnx/generated/onnx_pb.js';
import { readModelFile } from '../onnx/read-model-file.js';
import { producersOf, sliceGraph } from '../onnx/slice-graph.js';
import { tensorTypesOf } from '../onnx/tensor-types.js';

/** Input float32 [Q, D], and output float32 [Q, V]. */
const vectorInput = 'saeql.vectors_QD';
const unembeddedOutput = 'saeql.unembedded_QV';
/** The matrix, where the model's own is of float16. */
const wideMatrix = 'saeql.unembedding';

const recipe = 'unembedding 1';

/** Logits, [Q, V], of Q vectors of the stream's width. Throws MODEL_UNSUPPORTED, and DICTIONARY_WIDTH_MISMATCH. */
export async function unembed(
  library: GraphLibrary,
  files: ModelFiles,
  { vectors, signal }: { readonly vectors: readonly Float32Array[]; readonly signal?: AbortSignal },
): Promise<Float32Array> {
  const { width, name } = files.model;
  const other = vectors.find(({ length }) => length !== width);
  if (other) {
    const message = `A vector is ${other.length} wide; the unembedding of ${name} reads ${width}.`;
    throw new ResearchError('DICTIONARY_WIDTH_MISMATCH', message, { at: 'vectors' });
  }
  const data = new Float32Array(vectors.length * width);
  vectors.forEach((vector_D, q) => data.set(vector_D, q * width));
  const { path, runner } = await library.openGraph(files, await prepareUnembedding(files));
  const feeds = { [vectorInput]: { type: 'float32', data, dims: [vectors.length, width] } } as const;
  const { value } = await runner.run({ graph: path, feeds, fetches: [unembeddedOutput] }, signal);
  const logits = value[unembeddedOutput];
  if (logits.type !== 'float32') throw new Error(`logits are ${logits.type}, not float32`);
  return logits.data;
}

/** Path of a graph of the unembedding matrix alone; made when it is not there yet. Throws MODEL_UNSUPPORTED. */
async function prepareUnembedding({ folder, model }: ModelFiles): Promise<string> {
  const source = join(folder, model.graphFile);
  const name = graphFileName(recipe, model.digest);
  const path = join(dirname(source), name);
  if (await isReadable(path)) return path;
  return writeGraphFile(dirname(source), name, unembeddingOf(await readModelFile(source), source));
}

function unembeddingOf(model: GraphModel, path: string): GraphModel {
  const matrix = findMatrixNode(model.graph);
  if (!matrix) {
    const message = `The logits of ${path} are not made by a multiplication with a matrix of weights.`;
    throw new ResearchError('MODEL_UNSUPPORTED', message, { at: path });
  }
  const weights = sliceGraph(model, { outputs: [matrix.input[1]] });
  const { graph } = buildModel('unembed', {
    nodes: [...weights.graph.node, ...multiplication(matrix, tensorTypesOf(model.graph).get(matrix.input[1]))],
    inputs: [tensorInfo(vectorInput, DataType.FLOAT, ['Q', 'D'])],
    outputs: [tensorInfo(unembeddedOutput, DataType.FLOAT)],
    initializers: weights.graph.initializer,
  });
  return { ...model, graph: graph! };
}

/** In float32. The bias is left out: it is no part of what a vector adds. */
function multiplication({ opType, input: [, matrix], attribute }: NodeProto, dataType?: number): NodeProto[] {
  const isHalf = dataType === DataType.FLOAT16;
  const wide = isHalf ? wideMatrix : matrix;
  const made = node(opType ?? 'MatMul', [vectorInput, wide], [unembeddedOutput]);
  return [
    ...(isHalf ? [node('Cast', [matrix], [wide], { to: DataType.FLOAT })] : []),
    { ...made, attribute: attribute.filter(({ name }) => name !== 'alpha' && name !== 'beta') },
  ];
}

/** Logits are the product itself, or what a bias, a scale, a cap or a change of type or shape makes of it. */
function findMatrixNode(graph: GraphProto): NodeProto | undefined {
  const producers = producersOf(graph);
  let found: NodeProto | undefined = producers.get('logits');
  while (found && !isProduct(found)) {
    const producersOfInputs: (NodeProto | undefined)[] = found.input.map((name) => producers.get(name));
    found = producersOfInputs.find((producer) => producer !== undefined);
  }
  return found;
}

function isProduct({ opType }: NodeProto): boolean {
  return opType === 'MatMul' || opType === 'Gemm';
}

/**
 * Finds the weight matrices of a language model's graph. Exporters keep no names, so what a constant is follows from the
 * operators that read it.
 */
import { ResearchError } from '../../domain/errors.js';
import { DataType } from '../onnx/data-types.js';
import type { NodeProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import type { GraphIndex } from '../onnx/graph-index.js';
import { comesFromTokenIds, findResidualStream } from '../models/residual-stream.js';

/**
 * embedding: rows of it are looked up by token ids, or looked up or sliced and added to the embedded tokens, as learned
 * positions are. projection: activations are multiplied with it.
 */
export type WeightRole = 'embedding' | 'projection';

export interface WeightMatrix {
  readonly name: string;
  readonly role: WeightRole;
  /** An initializer, or the value of a Constant node whose output has the name. */
  readonly tensor: TensorProto;
}

/** Inputs that take weights, by operator; those beginning with Fused and Attention are ONNX Runtime's own. */
const weightInputs: ReadonlyMap<string, readonly number[]> = new Map([
  ['MatMul', [0, 1]],
  ['Gemm', [0, 1]],
  ['Einsum', [0, 1]],
  ['Conv', [1]],
  ['ConvTranspose', [1]],
  ['FusedMatMul', [0, 1]],
  ['FusedGemm', [0, 1]],
  ['Attention', [1]],
]);

/** Operators behind which a weight is the same weight. */
const handingOn = new Set([
  ...['Identity', 'Cast', 'Transpose', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Expand'],
  ...['Split', 'Slice', 'Concat', 'Dropout'],
]);
const lookingUp = new Set(['Gather', 'Slice']);

/** Types of which new values can be drawn. */
const drawn: readonly unknown[] = [DataType.FLOAT, DataType.FLOAT16];

const quantised = new Set([
  ...['MatMulInteger', 'QLinearMatMul', 'ConvInteger', 'QLinearConv', 'DequantizeLinear'],
  ...['MatMulNBits', 'MatMulIntegerToFloat', 'DynamicQuantizeMatMul', 'QGemm', 'QAttention', 'GatherBlockQuantized'],
]);

/**
 * A weight matrix is a constant with at least two axes longer than 1 that an operator reads as a weight, directly or through
 * operators that hand it on. Rotary tables (looked up, then multiplied), masks, norm gains and biases are none.
 *
 * @throws MODEL_UNSUPPORTED, at `path`, for weights that are quantised or neither float32 nor float16
 */
export function findWeightMatrices(index: GraphIndex, path: string): WeightMatrix[] {
  const embed = findResidualStream(index)?.embed;
  const matrices = constantsOf(index).filter(({ tensor }) => isMatrix(tensor));
  return matrices.flatMap(({ name, tensor }) => {
    const readings = readingsOf(index, name);
    if (readings.some(({ node }) => quantised.has(node.opType ?? ''))) throw unsupported(name, path, 'quantised');
    const role = roleOf(index, readings, embed);
    if (role === undefined) return [];
    if (!drawn.includes(tensor.dataType)) throw unsupported(name, path, 'neither float32 nor float16');
    return [{ name, role, tensor }];
  });
}

interface NamedTensor {
  readonly name: string;
  readonly tensor: TensorProto;
}

function constantsOf({ graph }: GraphIndex): NamedTensor[] {
  const initializers = graph.initializer.map((tensor) => ({ name: tensor.name ?? '', tensor }));
  const constants = graph.node.flatMap((node) => {
    const tensor = findConstantValue(node);
    return tensor ? [{ name: node.output[0], tensor }] : [];
  });
  return [...initializers, ...constants];
}

/** The tensor that a Constant node gives; undefined for other nodes. */
export function findConstantValue(node: NodeProto): TensorProto | undefined {
  return node.opType === 'Constant' ? node.attribute.find(({ name }) => name === 'value')?.t : undefined;
}

function isMatrix({ dims }: TensorProto): boolean {
  return dims.filter((dim) => dim > 1n).length >= 2;
}

/** A node that reads a constant, or what was handed on of it. */
interface Reading {
  readonly node: NodeProto;
  readonly tensor: string;
}

function readingsOf(index: GraphIndex, tensor: string): Reading[] {
  const readers = index.consumers.get(tensor) ?? [];
  return readers.flatMap((node): Reading[] => {
    const own = { node, tensor };
    return handsOn(node, tensor) ? [own, ...node.output.flatMap((output) => readingsOf(index, output))] : [own];
  });
}

/** A table may be the data of an operator that hands on, but not its shape or its axes. */
function handsOn(node: NodeProto, tensor: string): boolean {
  if (!handingOn.has(node.opType ?? '')) return false;
  return node.opType === 'Concat' || node.input[0] === tensor;
}

function roleOf(index: GraphIndex, readings: readonly Reading[], embed: string | undefined): WeightRole | undefined {
  if (readings.some((reading) => isTokenTable(index, reading) || isPositionTable(index, reading, embed)))
    return 'embedding';
  return readings.some(isProjection) ? 'projection' : undefined;
}

function isTokenTable(index: GraphIndex, { node, tensor }: Reading): boolean {
  return node.opType === 'Gather' && node.input[0] === tensor && comesFromTokenIds(index, node.input[1]);
}

function isPositionTable(index: GraphIndex, { node, tensor }: Reading, embed: string | undefined): boolean {
  if (embed === undefined || !lookingUp.has(node.opType ?? '') || node.input[0] !== tensor) return false;
  return readingsOf(index, node.output[0]).some(({ node: reader, tensor: rows }) => {
    if (reader.opType !== 'Add') return false;
    return reader.input.some((input) => input !== rows && isOnStream(index, input, embed));
  });
}

const onStream = new Set(['Add', 'Mul', 'Identity', 'Cast', 'Dropout', 'Reshape', 'Unsqueeze', 'Squeeze']);

/** Whether a tensor is the stream that starts with the embedded tokens, here or further on. */
function isOnStream(index: GraphIndex, tensor: string, embed: string): boolean {
  if (tensor === embed) return true;
  const node = index.producers.get(tensor);
  if (!node || !onStream.has(node.opType ?? '')) return false;
  return node.input.some((input) => isOnStream(index, input, embed));
}

function isProjection({ node, tensor }: Reading): boolean {
  const inputs = weightInputs.get(node.opType ?? '') ?? [];
  return inputs.some((place) => node.input[place] === tensor);
}

function unsupported(name: string, path: string, why: string): ResearchError {
  return new ResearchError('MODEL_UNSUPPORTED', `The weights "${name}" of ${path} are ${why}.`, {
    at: path,
    fix: 'Export the model in float32 or float16 and import it; a control of that can be drawn.',
  });
}

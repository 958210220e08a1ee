/** Writes the weights of a control, and the graph that refers to them. */
import { toFloat16 } from '../../domain/float16.js';
import { bytesOf } from '../bytes-of.js';
import { DataType } from '../onnx/data-types.js';
import { TensorProto_DataLocation } from '../onnx/generated/onnx_pb.js';
import type { NodeProto, TensorProto } from '../onnx/generated/onnx_pb.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { elementCount } from '../onnx/decode-model.js';
import { findExternalRange } from '../onnx/external-range.js';
import type { FileRange } from '../onnx/tensor.js';
import { referenceTo } from '../onnx/tensor.js';
import { throwIfCancelled } from '../worker/worker-host.js';
import type { DataFileWriter } from './data-file-writer.js';
import { findConstantValue } from './find-weight-matrices.js';
import { blocksOf } from './matrix-values.js';
import type { Redraw } from './redraw-plan.js';
import { redrawnValues } from './redraw-values.js';
import type { WeightFiles } from './weight-files.js';

export interface WrittenWeights {
  readonly model: GraphModel;
  /** By the names of the tensors; all others are copied. */
  readonly redraws: ReadonlyMap<string, Redraw>;
  readonly seed: number;
  readonly files: WeightFiles;
  readonly writer: DataFileWriter;
  readonly signal?: AbortSignal;
  /** Told after each tensor. */
  readonly onTensor: (name: string) => void;
}

const copiedBytes = 2 ** 20;

/** The model with its large and its re-drawn tensors in the writer's file; a Constant node that was re-drawn becomes an initializer. */
export async function writeWeights(request: WrittenWeights): Promise<GraphModel> {
  const { model, redraws, onTensor } = request;
  const constants = model.graph.node.flatMap((node) => redrawnConstant(node, redraws));
  const initializer: TensorProto[] = [];
  for (const tensor of [...model.graph.initializer, ...constants]) {
    initializer.push(await writeTensor(tensor, request));
    onTensor(tensor.name ?? '');
  }
  const isGone = (node: NodeProto): boolean => redrawnConstant(node, redraws).length > 0;
  return { ...model, graph: { ...model.graph, initializer, node: model.graph.node.filter((node) => !isGone(node)) } };
}

function redrawnConstant(node: NodeProto, redraws: WrittenWeights['redraws']): TensorProto[] {
  const tensor = redraws.has(node.output[0]) ? findConstantValue(node) : undefined;
  return tensor ? [{ ...tensor, name: node.output[0] }] : [];
}

async function writeTensor(tensor: TensorProto, request: WrittenWeights): Promise<TensorProto> {
  const { redraws, writer } = request;
  const redraw = redraws.get(tensor.name ?? '');
  if (redraw) return movedTo(await writer.append(redrawnParts(tensor, redraw, request)), tensor);
  const range = findExternalRange(tensor);
  return range ? movedTo(await writer.append(copiedParts(range, request)), tensor) : tensor;
}

async function* redrawnParts(tensor: TensorProto, redraw: Redraw, { seed, signal }: WrittenWeights) {
  for await (const { block } of blocksOf(redrawnValues(redraw, seed, elementCount(tensor)))) {
    throwIfCancelled(signal);
    yield tensor.dataType === DataType.FLOAT16 ? bytesOf(toFloat16(block)) : bytesOf(block);
  }
}

async function* copiedParts({ file, offset, length }: FileRange, { files }: WrittenWeights) {
  const buffer = new Uint8Array(Math.min(copiedBytes, length));
  for (let done = 0; done < length; done += copiedBytes) {
    const part = buffer.subarray(0, Math.min(copiedBytes, length - done));
    await files.readInto(part, file, offset + done);
    yield part;
  }
}

/** The same tensor with its bytes in a file instead of wherever they were. */
function movedTo(range: FileRange, tensor: TensorProto): TensorProto {
  const { externalData } = referenceTo(range);
  return {
    ...tensor,
    rawData: undefined,
    floatData: [],
    int32Data: [],
    externalData,
    dataLocation: TensorProto_DataLocation.EXTERNAL,
  };
}

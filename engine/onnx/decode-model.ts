/** Reads the bytes of an ONNX file as a model whose tensors are views into those bytes. */
import { fromBinary } from '@bufbuild/protobuf';
import { ResearchError } from '../../domain/errors.js';
import { elementBytes } from './data-types.js';
import { ModelProtoSchema, TensorProto_DataLocation } from './generated/onnx_pb.js';
import type { GraphProto, ModelProto, TensorProto } from './generated/onnx_pb.js';

/** A model that has a graph. */
export type GraphModel = ModelProto & { readonly graph: GraphProto };

/** @throws MODEL_FILE_INVALID, at `path`, for bytes that are not a whole ONNX model. */
export function decodeModel(bytes: Uint8Array, path: string): GraphModel {
  const model = parsedModel(bytes, path);
  const problem = findProblem(model);
  if (problem !== undefined) throw invalidModel(path, problem);
  return model as GraphModel;
}

function parsedModel(bytes: Uint8Array, path: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw invalidModel(path, 'its bytes end early or are not protobuf', cause);
  }
}

/** Files cut between two fields still parse, so the parts every model must have are looked for one by one. */
function findProblem(model: ModelProto): string | undefined {
  if (!model.irVersion) return 'it has no format version';
  if (!model.graph || model.graph.node.length === 0) return 'it has no graph';
  if (model.opsetImport.length === 0) return 'it names no operator set, so its end is missing';
  if (model.graph.input.length === 0 || model.graph.output.length === 0) return 'its graph has no inputs or no outputs';
  const short = model.graph.initializer.find((tensor) => !holdsAllItsBytes(tensor));
  return short && `tensor "${short.name}" has fewer or more bytes than its shape says`;
}

function holdsAllItsBytes(tensor: TensorProto): boolean {
  const width = elementBytes(tensor.dataType ?? 0);
  if (tensor.dataLocation === TensorProto_DataLocation.EXTERNAL || tensor.rawData === undefined) return true;
  return width === undefined || tensor.rawData.byteLength === width * elementCount(tensor);
}

/** Number of elements of a tensor; 1 for a scalar. */
export function elementCount(tensor: TensorProto): number {
  return tensor.dims.reduce((product, dim) => product * Number(dim), 1);
}

/** The error that says what is wrong with a file. */
export function invalidModel(path: string, problem: string, cause?: unknown): ResearchError {
  return new ResearchError('MODEL_FILE_INVALID', `${path} is not a whole ONNX model: ${problem}.`, { at: path, cause });
}

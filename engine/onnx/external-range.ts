/** Where the bytes of a tensor lie that are not in the graph file's own fields. */
import { elementBytes } from './data-types.js';
import { elementCount } from './decode-model.js';
import type { TensorProto } from './generated/onnx_pb.js';
import type { FileRange } from './tensor.js';

/** Undefined for a tensor that holds its values; an offset left out is 0, a length left out what the shape needs. */
export function findExternalRange(tensor: TensorProto): FileRange | undefined {
  const entry = (key: string): string | undefined => tensor.externalData.find((found) => found.key === key)?.value;
  const file = entry('location');
  if (file === undefined) return undefined;
  const length = Number(entry('length') ?? elementCount(tensor) * (elementBytes(tensor.dataType ?? 0) ?? 0));
  return { file, offset: Number(entry('offset') ?? 0), length };
}

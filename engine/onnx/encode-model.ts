/** The bytes of a model, as an ONNX file holds them. */
import { toBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from './generated/onnx_pb.js';
import type { ModelProto } from './generated/onnx_pb.js';

/** Fields that this project does not know are written as they were read. */
export function encodeModel(model: ModelProto): Uint8Array {
  return toBinary(ModelProtoSchema, model);
}

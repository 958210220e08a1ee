/** Reading a graph file: what is not a weight comes along, and the weights stay on the disk. */
import assert from 'node:assert/strict';
import { appendFile, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { create, toBinary } from '@bufbuild/protobuf';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { decodeModel } from '../../../engine/onnx/decode-model.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import { GraphProtoSchema, ModelProtoSchema, TensorProtoSchema } from '../../../engine/onnx/generated/onnx_pb.js';
import { readModelFile } from '../../../engine/onnx/read-model-file.js';
import { referenceWeights } from '../../../engine/onnx/reference-weights.js';
import { float32Tensor } from '../../../engine/onnx/tensor.js';
import { expectError } from '../../support/expect-error.js';
import { tinyModels } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const float = (name: string) => tensorInfo(name, DataType.FLOAT, ['N']);

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}

/** A sound file whose only weight is a hole of this size at its end, which takes no room on the disk. */
async function writeHollowModel(path: string, weightBytes: number): Promise<void> {
  const { irVersion, opsetImport, graph } = buildModel('hollow', {
    nodes: [node('Add', ['x', 'w'], ['y'])],
    inputs: [float('x')],
    outputs: [float('y')],
    initializers: [],
  });
  const shape = toBinary(
    TensorProtoSchema,
    create(TensorProtoSchema, { name: 'w', dims: [BigInt(weightBytes / 4)], dataType: DataType.FLOAT }),
  );
  const raw = [(9 << 3) | 2, ...varint(weightBytes)];
  const tensor = [(5 << 3) | 2, ...varint(shape.length + raw.length + weightBytes)];
  const rest = toBinary(GraphProtoSchema, graph ?? create(GraphProtoSchema));
  const graphBytes = rest.length + tensor.length + shape.length + raw.length + weightBytes;
  const head = toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion, opsetImport }));
  const parts = [head, [(7 << 3) | 2, ...varint(graphBytes)], rest, tensor, shape, raw];
  for (const part of parts) await appendFile(path, Uint8Array.from(part));
  const file = await open(path, 'r+');
  await file.truncate((await file.stat()).size + weightBytes);
  await file.close();
}

describe('reading a graph file', () => {
  for (const name of tinyModels) {
    test(`gives what decoding the whole ${name} file gives, its weights by reference`, async () => {
      const path = fixture(`models/${name}/${name.endsWith('past') ? 'onnx/' : ''}model.onnx`);
      const bytes = await readFile(path);

      const read = await readModelFile(path);

      assert.deepEqual(read, referenceWeights(decodeModel(bytes, path), { bytes, file: 'model.onnx' }));
    });
  }

  test('takes no memory for 1.9 GB of weights', async () => {
    const path = join(folder, 'hollow.onnx');
    await writeHollowModel(path, 1.9e9);
    const before = process.memoryUsage().rss;

    const [weight] = (await readModelFile(path)).graph.initializer;

    assert.equal(weight.externalData[2].value, String(1.9e9));
    assert.ok(process.memoryUsage().rss - before < 50e6, 'the buffers are 64 kB; the rest is the runtime at work');
  });

  test('refuses a tensor whose bytes do not fit its shape', async () => {
    const tensor = { ...float32Tensor('w', [300], new Float32Array(300)), dims: [301n] };
    const model = buildModel('short', {
      nodes: [node('Add', ['x', 'w'], ['y'])],
      inputs: [float('x')],
      outputs: [float('y')],
      initializers: [tensor],
    });
    const path = join(folder, 'short.onnx');
    await writeFile(path, encodeModel(model));

    await expectError(() => readModelFile(path), 'MODEL_FILE_INVALID', { message: /"w" has fewer/, at: path });
  });
});

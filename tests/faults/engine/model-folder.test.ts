/** Model folders that are cut short, incomplete or contradict themselves: each gives one clear error with its place. */
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { create } from '@bufbuild/protobuf';
import { describeModelFolder } from '../../../engine/index.js';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import { ModelProtoSchema } from '../../../engine/onnx/generated/onnx_pb.js';
import { readModelFile } from '../../../engine/onnx/read-model-file.js';
import { expectError } from '../../support/expect-error.js';
import { copyModelFolder, moveWeightsOutside } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folders = temporaryFolder();
let made = 0;
const freshCopy = (): Promise<string> => copyModelFolder(fixture('models/gpt-neox'), join(folders, String(made++)));

async function editConfig(folder: string, changes: Record<string, unknown>): Promise<string> {
  const path = join(folder, 'config.json');
  const config = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...config, ...changes }));
  return path;
}

describe('a model folder', () => {
  test('is refused at its graph file wherever that file is cut', async () => {
    const folder = await freshCopy();
    const path = join(folder, 'model.onnx');
    const whole = await readFile(path);
    const lengths = [0, 1, 2, 7, 30, 100, 1000, 10_000, 50_000, whole.length - 300, whole.length - 5, whole.length - 1];

    for (const length of lengths) {
      await writeFile(path, whole.subarray(0, length));
      await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { at: path });
    }
  });

  test('is refused when its graph file holds something else', async () => {
    const folder = await freshCopy();
    const path = join(folder, 'model.onnx');
    const foreign = ['<!doctype html><title>Not found</title>', 'version https://git-lfs.github.com/spec/v1\noid 1\n'];

    for (const text of [...foreign, '\0'.repeat(4096), '\xff'.repeat(999)]) {
      await writeFile(path, text, 'latin1');
      await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { at: path });
    }
  });

  test('is refused when it is missing a file, with the path of that file', async () => {
    for (const file of ['config.json', 'tokenizer.json']) {
      const folder = await freshCopy();
      await rm(join(folder, file));
      await expectError(() => describeModelFolder(folder), 'FILE_NOT_FOUND', { at: join(folder, file) });
    }
    const folder = await freshCopy();
    await rm(join(folder, 'model.onnx'));
    await expectError(() => describeModelFolder(folder), 'FILE_NOT_FOUND', {
      message: /onnx\/model\.onnx/,
      at: folder,
    });
  });

  test('is refused when config.json or tokenizer.json is not JSON', async () => {
    for (const file of ['config.json', 'tokenizer.json']) {
      const folder = await freshCopy();
      await truncate(join(folder, file), 20);
      await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { at: join(folder, file) });
    }
  });

  test('is refused when config.json lacks a size, by the name of its key', async () => {
    const folder = await freshCopy();
    const path = await editConfig(folder, { hidden_size: '16' });

    await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { message: /hidden_size/, at: path });
  });

  test('is refused when config.json describes another model than the graph', async () => {
    const contradictions = [{ num_hidden_layers: 3 }, { hidden_size: 32 }, { vocab_size: 61 }];
    for (const changes of contradictions) {
      const folder = await freshCopy();
      const path = await editConfig(folder, changes);
      await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', {
        message: /the graph has/,
        at: path,
      });
    }
  });

  test('is refused when external data is missing, too short or outside of the folder', async () => {
    const folder = await freshCopy();
    const data = await moveWeightsOutside(folder);
    await describeModelFolder(folder);

    await truncate(data, 1000);
    await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { message: /1000 bytes/, at: data });
    await rm(data);
    await expectError(() => describeModelFolder(folder), 'FILE_NOT_FOUND', { at: data });

    const other = await freshCopy();
    await moveWeightsOutside(other, '../weights.bin');
    await expectError(() => describeModelFolder(other), 'MODEL_FILE_INVALID', { message: /outside of its folder/ });
  });

  test('is refused as unsupported when the graph is not a language model', async () => {
    const folder = await freshCopy();
    const graph = buildModel('other', {
      nodes: [node('Relu', ['x'], ['y'])],
      inputs: [tensorInfo('x', DataType.FLOAT, ['N'])],
      outputs: [tensorInfo('y', DataType.FLOAT, ['N'])],
      initializers: [],
    });
    await writeFile(join(folder, 'model.onnx'), encodeModel(graph));

    await expectError(() => describeModelFolder(folder), 'MODEL_UNSUPPORTED', { at: folder });
  });

  test('is refused when hook-points.json names no hook point or no tensor, with the nearest tensor', async () => {
    const folder = await freshCopy();
    const path = join(folder, 'hook-points.json');
    await writeFile(path, JSON.stringify({ 'mlp_uot.0': '/gpt_neox/layers.0/Add_1_output_0' }));
    await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { message: /mlp_uot/, at: path });

    await writeFile(path, JSON.stringify({ 'mlp_out.0': '/gpt_neox/layers.0/Add_1_output_9' }));
    await expectError(() => describeModelFolder(folder), 'MODEL_FILE_INVALID', { message: /Add_1_output_0/, at: path });
  });

  test('reads hook points from hook-points.json in place of those it finds', async () => {
    const folder = await freshCopy();
    const before = await describeModelFolder(folder);
    const tensor = '/gpt_neox/layers.0/mlp/dense_4h_to_h/MatMul_output_0';
    await writeFile(join(folder, 'hook-points.json'), JSON.stringify({ 'gpt_neox.layers.0.mlp': tensor }));

    const after = await describeModelFolder(folder);

    assert.deepEqual(
      after.hookPoints,
      before.hookPoints.map((point) => (point.name === 'mlp_out.0' ? { ...point, tensor } : point)),
    );
    assert.deepEqual(after.files, [...before.files, 'hook-points.json']);
  });

  test('is refused as a file when a model without a graph is written into it', async () => {
    const path = join(await freshCopy(), 'model.onnx');
    await writeFile(path, encodeModel(create(ModelProtoSchema, { irVersion: 8n })));

    await expectError(() => readModelFile(path), 'MODEL_FILE_INVALID', { at: path });
  });
});

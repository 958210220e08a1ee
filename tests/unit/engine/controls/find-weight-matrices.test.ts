/** Which constants of a graph are weight matrices, told from the operators that read them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { findWeightMatrices } from '../../../../engine/controls/find-weight-matrices.js';
import { buildModel, node, tensorInfo } from '../../../../engine/onnx/build-graph.js';
import { DataType } from '../../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../../engine/onnx/decode-model.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
} from '../../../../engine/onnx/generated/onnx_pb.js';
import type { NodeProto, TensorProto } from '../../../../engine/onnx/generated/onnx_pb.js';
import { indexGraph } from '../../../../engine/onnx/graph-index.js';
import { readModelFile } from '../../../../engine/onnx/read-model-file.js';
import { float32Tensor } from '../../../../engine/onnx/tensor.js';
import { expectError } from '../../../support/expect-error.js';
import { fixture } from '../../../support/paths.js';

function tensor(name: string, ...dims: number[]): TensorProto {
  const values = Float32Array.from({ length: dims.reduce((a, b) => a * b) }, (_, n) => n);
  return float32Tensor(name, dims, values);
}

function constantNode(value: TensorProto): NodeProto {
  const attribute = create(AttributeProtoSchema, { name: 'value', type: AttributeType.TENSOR, t: value });
  return { ...node('Constant', [], [value.name ?? '']), attribute: [attribute] };
}

/** Tokens are embedded in `embed`; `nodes` go on from there. */
function rolesIn(nodes: readonly NodeProto[], initializers: readonly TensorProto[]): Record<string, string> {
  const model = buildModel('test', {
    nodes: [node('Gather', ['wte', 'input_ids'], ['embed']), ...nodes],
    inputs: [tensorInfo('input_ids', DataType.INT64, ['B', 'T']), tensorInfo('positions', DataType.INT64, ['T'])],
    outputs: [tensorInfo('logits', DataType.FLOAT)],
    initializers: [tensor('wte', 5, 3), ...initializers],
  }) as GraphModel;
  const found = findWeightMatrices(indexGraph(model.graph), 'model.onnx');
  return Object.fromEntries(found.map(({ name, role }) => [name, role]));
}

const wte = { wte: 'embedding' };

describe('weight matrices', () => {
  test('of a gpt2 export are the two embeddings and all projections, and nothing else', async () => {
    const { graph } = await readModelFile(fixture('models/gpt2/model.onnx'));

    const roles = findWeightMatrices(indexGraph(graph), '').map(({ name, role }) => [name, role]);

    const layer = (n: number) => ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj'].map((p) => `h.${n}.${p}`);
    assert.deepEqual(roles, [
      ['transformer.wte.weight', 'embedding'],
      ['transformer.wpe.weight', 'embedding'],
      ...[...layer(0), ...layer(1)].map((name) => [`transformer.${name}.weight`, 'projection']),
      ['onnx::MatMul_578', 'projection'],
    ]);
  });

  test('are found behind operators that hand them on', () => {
    const nodes = [
      node('Transpose', ['w'], ['wT']),
      node('Cast', ['wT'], ['wC'], { to: DataType.FLOAT }),
      node('MatMul', ['embed', 'wC'], ['x']),
      node('Concat', ['q', 'k'], ['qk'], { axis: 1 }),
      node('Gemm', ['x', 'qk', 'b'], ['logits']),
    ];
    const roles = rolesIn(nodes, [tensor('w', 3, 3), tensor('q', 3, 2), tensor('k', 3, 2), tensor('b', 1, 4)]);
    assert.deepEqual(roles, { ...wte, w: 'projection', q: 'projection', k: 'projection' });
  });

  test('are an embedding where the token table is the unembedding too', () => {
    assert.deepEqual(rolesIn([node('Transpose', ['wte'], ['u']), node('MatMul', ['embed', 'u'], ['logits'])], []), wte);
  });

  test('are an embedding where positions are looked up or sliced and added to the tokens', () => {
    const nodes = [
      node('Gather', ['wpe', 'positions'], ['p']),
      node('Unsqueeze', ['p', 'axis'], ['pU']),
      node('Add', ['embed', 'pU'], ['x']),
      node('Slice', ['sliced', 'axis', 'positions'], ['s']),
      node('Add', ['s', 'x'], ['logits']),
    ];
    const roles = rolesIn(nodes, [tensor('wpe', 4, 3), tensor('sliced', 4, 3), tensor('axis', 1)]);
    assert.deepEqual(roles, { ...wte, wpe: 'embedding', sliced: 'embedding' });
  });

  test('are not rotary tables, slopes of positions, frequencies, gains, biases or masks that are added to scores', () => {
    const nodes = [
      node('MatMul', ['embed', 'w'], ['q']),
      node('Gather', ['cosines', 'positions'], ['c']),
      node('Mul', ['q', 'c'], ['turned']),
      node('MatMul', ['turned', 'q'], ['scores']),
      node('Slice', ['slopes', 'axis', 'positions'], ['a']),
      node('Add', ['scores', 'a'], ['sloped']),
      node('MatMul', ['frequencies', 'positions'], ['angles']),
      node('Mul', ['sloped', 'gains'], ['scaled']),
      node('Add', ['scaled', 'bias'], ['logits']),
    ];
    const others = [tensor('cosines', 4, 3), tensor('slopes', 4, 4), tensor('frequencies', 1, 4, 1), tensor('axis', 1)];
    const roles = rolesIn(nodes, [...others, tensor('gains', 3), tensor('bias', 1, 3), tensor('w', 3, 3)]);
    assert.deepEqual(roles, { ...wte, w: 'projection' });
  });

  test('are found in Constant nodes', () => {
    assert.deepEqual(rolesIn([constantNode(tensor('c', 3, 3)), node('MatMul', ['embed', 'c'], ['logits'])], []), {
      ...wte,
      c: 'projection',
    });
  });

  test('are refused when they are quantised or neither float32 nor float16, by name', async () => {
    const brain = { ...tensor('brain', 3, 3), dataType: DataType.BFLOAT16 };
    const bytes = { ...tensor('bytes', 3, 3), dataType: DataType.INT8 };
    const dequantised = [
      node('DequantizeLinear', ['bytes', 'scale'], ['w']),
      node('MatMul', ['embed', 'w'], ['logits']),
    ];
    await expectError(() => rolesIn([node('MatMul', ['embed', 'brain'], ['logits'])], [brain]), 'MODEL_UNSUPPORTED', {
      message: /"brain".*neither float32 nor float16/,
    });
    await expectError(() => rolesIn(dequantised, [bytes]), 'MODEL_UNSUPPORTED', { message: /"bytes".*quantised/ });
  });
});

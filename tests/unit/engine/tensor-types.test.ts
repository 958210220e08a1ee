/** Element types of what operators compute, as models in float16 have them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { AttributeProtoSchema, GraphProtoSchema } from '../../../engine/onnx/generated/onnx_pb.js';
import type { GraphProto, NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { tensorTypesOf } from '../../../engine/onnx/tensor-types.js';

const { FLOAT, FLOAT16, INT64, BOOL, UINT8 } = DataType;

/** Types of the outputs of one node that reads h (float16), f (float32), i (int64) and b (uint8). */
function typesOf(each: NodeProto): (number | undefined)[] {
  const { graph } = buildModel('one', {
    nodes: [each],
    inputs: [tensorInfo('h', FLOAT16), tensorInfo('f', FLOAT), tensorInfo('i', INT64), tensorInfo('b', UINT8)],
    outputs: [],
    initializers: [],
  });
  const types = tensorTypesOf(graph!);
  return each.output.map((name) => types.get(name));
}

function withGraph(each: NodeProto, name: string, graph: GraphProto): NodeProto {
  return { ...each, attribute: [create(AttributeProtoSchema, { name, g: graph })] };
}

const body = create(GraphProtoSchema, {
  node: [node('Greater', ['f', 'f'], ['flag']), node('Neg', ['h'], ['minus'])],
  output: [{ name: 'flag' }, { name: 'minus' }],
});

describe('element types of tensors', () => {
  test('those of attention, of rotations and of products are those of what they read first', () => {
    for (const operator of ['GroupQueryAttention', 'MultiHeadAttention', 'RotaryEmbedding', 'MatMulNBits', 'Pow'])
      assert.deepEqual(typesOf(node(operator, ['h', 'b', 'f'], ['y'])), [FLOAT16], operator);
    assert.deepEqual(typesOf(node('GatherBlockQuantized', ['b', 'i', 'h'], ['y'])), [FLOAT16]);
    assert.deepEqual(typesOf(node('DequantizeLinear', ['b', 'h'], ['y'])), [FLOAT16]);
  });

  test('a norm gives the type of its gain, the sum of a skip norm is that of the stream, and its moments are float32', () => {
    assert.deepEqual(typesOf(node('SimplifiedLayerNormalization', ['f', 'h'], ['y'])), [FLOAT16]);
    assert.deepEqual(typesOf(node('LayerNormalization', ['h', 'h', 'h'], ['y', 'mean'])), [FLOAT16, FLOAT]);
    const skip = node('SkipSimplifiedLayerNormalization', ['h', 'h', 'h'], ['y', 'mean', 'deviation', 'sum']);
    assert.deepEqual(typesOf(skip), [FLOAT16, FLOAT, FLOAT, FLOAT16]);
  });

  test('a cast gives the type that it says, and CastLike that of its second input', () => {
    assert.deepEqual(typesOf(node('Cast', ['h'], ['y'], { to: FLOAT })), [FLOAT]);
    assert.deepEqual(typesOf(node('CastLike', ['f', 'h'], ['y'])), [FLOAT16]);
    assert.deepEqual(typesOf(node('Greater', ['h', 'h'], ['y'])), [BOOL]);
  });

  test('If, Loop and Scan give what the graphs inside of them compute, from tensors outside too', () => {
    assert.deepEqual(typesOf(withGraph(node('If', ['b'], ['flagged', 'y']), 'then_branch', body)), [BOOL, FLOAT16]);
    assert.deepEqual(typesOf(withGraph(node('Scan', ['i'], ['flagged', 'y']), 'body', body)), [BOOL, FLOAT16]);
    assert.deepEqual(typesOf(withGraph(node('Loop', ['i', 'b'], ['y']), 'body', body)), [FLOAT16]);
  });
});

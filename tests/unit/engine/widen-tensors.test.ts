/** Tensors of float16 that leave a graph as float32. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import { AttributeProtoSchema, GraphProtoSchema } from '../../../engine/onnx/generated/onnx_pb.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { tensorTypesOf } from '../../../engine/onnx/tensor-types.js';
import { widenTensors } from '../../../engine/onnx/widen-tensors.js';

const { FLOAT, FLOAT16 } = DataType;

function modelOf(type: DataType, last: NodeProto): GraphModel {
  return buildModel('two', {
    nodes: [node('Neg', ['x'], ['a']), last],
    inputs: [tensorInfo('x', type)],
    outputs: [tensorInfo('a', type), tensorInfo('y', type)],
    initializers: [],
  }) as GraphModel;
}

const edges = ({ graph }: GraphModel) => graph.node.map(({ opType, input, output }) => [opType, ...input, ...output]);

describe('widening tensors of float16', () => {
  test('what is wanted is float32 under its name, and the model goes on with float16', () => {
    const model = widenTensors(modelOf(FLOAT16, node('Sqrt', ['a'], ['y'])), ['a']);

    assert.deepEqual(edges(model), [
      ['Neg', 'x', 'saeql.half:a'],
      ['Cast', 'saeql.half:a', 'a'],
      ['Cast', 'a', 'saeql.narrow:a'],
      ['Sqrt', 'saeql.narrow:a', 'y'],
    ]);
    const types = tensorTypesOf(model.graph);
    assert.deepEqual(
      ['x', 'saeql.half:a', 'a', 'saeql.narrow:a', 'y'].map((name) => types.get(name)),
      [FLOAT16, FLOAT16, FLOAT, FLOAT16, FLOAT16],
    );
  });

  test('models of float32, tensors that are not computed and tensors that nobody wants are left alone', () => {
    const [wide, half] = [FLOAT, FLOAT16].map((type) => modelOf(type, node('Sqrt', ['a'], ['y'])));

    assert.equal(widenTensors(wide, ['a', 'y']), wide);
    assert.equal(widenTensors(half, ['x', 'saeql.loss']), half);
    assert.equal(widenTensors(half, []), half);
  });

  test('a graph inside a node reads the float16 too, unless it has a tensor of that name itself', () => {
    const reader = create(GraphProtoSchema, { node: [node('Sqrt', ['a'], ['b'])], output: [{ name: 'b' }] });
    const owner = create(GraphProtoSchema, {
      node: [node('Neg', ['x'], ['a']), node('Sqrt', ['a'], ['b'])],
      output: [{ name: 'b' }],
    });
    const branches = [
      create(AttributeProtoSchema, { name: 'then_branch', g: reader }),
      create(AttributeProtoSchema, { name: 'else_branch', g: owner }),
    ];
    const model = widenTensors(modelOf(FLOAT16, { ...node('If', ['c'], ['y']), attribute: branches }), ['a']);

    const inner = model.graph.node.at(-1)?.attribute.map(({ g }) => g?.node.map(({ input }) => input));
    assert.deepEqual(inner, [[['saeql.narrow:a']], [['x'], ['a']]]);
  });
});

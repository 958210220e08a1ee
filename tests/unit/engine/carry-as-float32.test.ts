/** What goes from one segment of a float16 graph to the next. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import type { ValueInfoProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { splitGraph } from '../../../engine/onnx/split-graph.js';
import { referencedTensor } from '../../../engine/onnx/tensor.js';
import { tensorTypesOf } from '../../../engine/onnx/tensor-types.js';
import { widenTensors } from '../../../engine/onnx/widen-tensors.js';

const { FLOAT16 } = DataType;

/** Two products around a split; behind it both the first one and the cache are read. */
function modelOf(type: DataType): GraphModel {
  return buildModel('layered', {
    nodes: [
      node('MatMul', ['x', 'w'], ['a']),
      node('MatMul', ['a', 'w'], ['b']),
      node('Add', ['a', 'b'], ['c']),
      node('Add', ['c', 'past'], ['y']),
    ],
    inputs: [tensorInfo('x', type), tensorInfo('past', type)],
    outputs: [tensorInfo('y', type)],
    initializers: [referencedTensor('w', { dims: [2, 2], dataType: type }, { file: 'w', offset: 0, length: 8 })],
  }) as GraphModel;
}

const described = (infos: readonly ValueInfoProto[]) =>
  infos.map(({ name, type }) => [name, type?.value.case === 'tensorType' ? type.value.value.elemType : undefined]);

describe('segments of a float16 graph', () => {
  test('give each other float32 and compute in float16; what the model itself is fed stays as it is', () => {
    const [first, last] = splitGraph(widenTensors(modelOf(FLOAT16), ['b', 'y']), { at: ['b'], outputs: ['y'] });

    assert.deepEqual(described(first.graph.input), [['x', FLOAT16]]);
    assert.deepEqual(described(first.graph.output), [
      ['saeql.carried:a', DataType.FLOAT],
      ['b', DataType.FLOAT],
    ]);
    assert.deepEqual(described(last.graph.input).sort(), [
      ['b', DataType.FLOAT],
      ['past', FLOAT16],
      ['saeql.carried:a', DataType.FLOAT],
    ]);
    const types = tensorTypesOf(last.graph);
    assert.deepEqual(
      ['a', 'c', 'y'].map((name) => types.get(name)),
      [FLOAT16, FLOAT16, DataType.FLOAT],
    );
  });

  test('of a float32 graph have no casts', () => {
    const segments = splitGraph(modelOf(DataType.FLOAT), { at: ['b'], outputs: ['y'] });

    assert.ok(segments.every(({ graph }) => graph.node.every(({ opType }) => opType !== 'Cast')));
    assert.deepEqual(
      segments[0].graph.output.map(({ name }) => name),
      ['a', 'b'],
    );
  });
});

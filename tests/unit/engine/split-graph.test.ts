/** Splitting a graph: which segment computes what, and what goes from one to the next. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ResearchError } from '../../../domain/errors.js';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { splitGraph } from '../../../engine/onnx/split-graph.js';
import { float32Tensor } from '../../../engine/onnx/tensor.js';

const namesOf = (list: readonly { readonly name?: string }[]): string[] => list.map(({ name }) => name ?? '');
const operatorsOf = ({ graph }: GraphModel): string[] => graph.node.map(({ opType }) => opType ?? '');

/** Two products with a scaled stream around each; `mask` needs no weights, `flag` says where the first product is large. */
function layered(extra: readonly NodeProto[] = []): GraphModel {
  return buildModel('layered', {
    nodes: [
      node('Cast', ['m'], ['mask'], { to: DataType.FLOAT }),
      node('Transpose', ['w'], ['turned']),
      node('MatMul', ['x', 'turned'], ['a']),
      node('Greater', ['a', 'one'], ['flag']),
      node('Mul', ['a', 'mask'], ['b']),
      node('MatMul', ['b', 'turned'], ['c']),
      node('Add', ['c', 'a'], ['d']),
      node('Mul', ['d', 'mask'], ['e']),
      node('Where', ['flag', 'e', 'one'], ['y']),
      ...extra,
    ],
    inputs: [tensorInfo('x', DataType.FLOAT, ['N', 2]), tensorInfo('m', DataType.INT64, ['N', 1])],
    outputs: [tensorInfo('y', DataType.FLOAT)],
    initializers: [float32Tensor('w', [2, 2], new Float32Array(4)), float32Tensor('one', [1], Float32Array.of(1))],
  }) as GraphModel;
}

describe('splitting a graph', () => {
  test('hands on what later nodes read, repeats what needs no weights, and computes everything else once', () => {
    const [first, last] = splitGraph(layered(), { at: ['c'], outputs: ['y'] });

    assert.deepEqual(namesOf(first.graph.output).sort(), ['a', 'c', 'flag']);
    assert.deepEqual(operatorsOf(first), ['Cast', 'Transpose', 'MatMul', 'Greater', 'Mul', 'MatMul']);
    assert.deepEqual(namesOf(last.graph.input).sort(), ['a', 'c', 'flag', 'm']);
    assert.deepEqual(operatorsOf(last), ['Cast', 'Add', 'Mul', 'Where']);
    assert.deepEqual(namesOf(last.graph.output), ['y']);
  });

  test('hands on truth values as such', () => {
    const [first, last] = splitGraph(layered(), { at: ['c'], outputs: ['y'] });
    const typeOf = (list: GraphModel['graph']['input']) =>
      list
        .filter(({ name }) => name === 'flag')
        .map(({ type }) => type?.value.case === 'tensorType' && type.value.value.elemType);

    assert.deepEqual([typeOf(first.graph.output), typeOf(last.graph.input)], [[DataType.BOOL], [DataType.BOOL]]);
  });

  test('gives each segment what depends on the tensor before it and on none behind it', () => {
    const segments = splitGraph(layered(), { at: ['a', 'c', 'e'], outputs: ['y'] });

    assert.deepEqual(segments.map(operatorsOf), [
      ['Transpose', 'MatMul'],
      ['Cast', 'Transpose', 'Greater', 'Mul', 'MatMul'],
      ['Cast', 'Add', 'Mul'],
      ['Where'],
    ]);
    assert.deepEqual(namesOf(segments[2].graph.input).sort(), ['a', 'c', 'm']);
  });

  test('leaves a segment without outputs where nothing lies between two tensors', () => {
    const side = [node('MatMul', ['x', 'w'], ['s']), node('Add', ['s', 'y'], ['z'])];

    const [, between] = splitGraph(layered(side), { at: ['s', 'a'], outputs: ['z'] });

    assert.deepEqual(namesOf(between.graph.output), []);
  });

  test('refuses tensors in an order in which they cannot be computed, and those that no node computes', () => {
    assert.throws(() => splitGraph(layered(), { at: ['c', 'a'], outputs: ['y'] }), /"c" depends/);
    assert.throws(() => splitGraph(layered(), { at: ['x'], outputs: ['y'] }), /no node computes/);
  });

  test('refuses to hand on an element type that the worker does not carry', () => {
    const double = [
      node('Cast', ['b'], ['wide'], { to: DataType.DOUBLE }),
      node('Cast', ['wide'], ['narrow'], { to: DataType.FLOAT }),
      node('Mul', ['y', 'narrow'], ['z']),
    ];
    const atDouble = layered([...double, node('Mul', ['wide', 'wide'], ['square'])]);

    assert.doesNotThrow(() => splitGraph(layered(double), { at: ['c'], outputs: ['z'] }));
    assert.throws(
      () => splitGraph(atDouble, { at: ['wide'], outputs: ['square'] }),
      (error) => error instanceof ResearchError && error.code === 'MODEL_UNSUPPORTED',
    );
  });
});

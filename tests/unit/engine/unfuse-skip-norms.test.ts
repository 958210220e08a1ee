/** Norms that add to the residual stream themselves, taken apart. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { unfuseSkipNorms } from '../../../engine/onnx/unfuse-skip-norms.js';

const modelOf = (...nodes: NodeProto[]): GraphModel =>
  buildModel('norms', {
    nodes,
    inputs: [tensorInfo('x', DataType.FLOAT), tensorInfo('a', DataType.FLOAT)],
    outputs: [tensorInfo('y', DataType.FLOAT)],
    initializers: [],
  }) as GraphModel;

const described = ({ graph }: GraphModel) =>
  graph.node.map(({ opType, input, output }) => `${opType} ${input.join(' ')} > ${output.join(' ')}`);
const epsilonOf = ({ graph }: GraphModel): number | undefined =>
  graph.node.at(-1)?.attribute.find(({ name }) => name === 'epsilon')?.f;

describe('norms that add to the stream', () => {
  test('become a sum and a norm of it; the sum keeps its name, or gets one', () => {
    const epsilon = { epsilon: { float: 0.5 } };
    const named = unfuseSkipNorms(
      modelOf(node('SkipSimplifiedLayerNormalization', ['x', 'a', 'gain'], ['y', '', '', 'sum'], epsilon)),
    );
    const nameless = unfuseSkipNorms(modelOf(node('SkipLayerNormalization', ['x', 'a', 'gain', 'shift'], ['y'])));

    assert.deepEqual(described(named), ['Add x a > sum', 'SimplifiedLayerNormalization sum gain > y']);
    assert.equal(epsilonOf(named), 0.5);
    assert.deepEqual(described(nameless), ['Add x a > saeql.sum:y', 'LayerNormalization saeql.sum:y gain shift > y']);
    assert.equal(epsilonOf(nameless), 1e-12);
  });

  test('a bias is a part of what is added, and of the sum', () => {
    const simplified = modelOf(
      node('SkipSimplifiedLayerNormalization', ['x', 'a', 'gain', 'bias'], ['y', '', '', 'sum']),
    );
    const whole = modelOf(node('SkipLayerNormalization', ['x', 'a', 'gain', '', 'bias'], ['y', '', '', 'sum']));

    for (const model of [simplified, whole])
      assert.deepEqual(described(unfuseSkipNorms(model)).slice(0, 2), [
        'Add a bias > saeql.biased:y',
        'Add x saeql.biased:y > sum',
      ]);
  });

  test('a graph without such norms is the very same', () => {
    const model = modelOf(node('Add', ['x', 'a'], ['y']));

    assert.equal(unfuseSkipNorms(model), model);
  });
});

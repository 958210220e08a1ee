/** Finding what the head of a language model reads. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { indexGraph } from '../../../engine/onnx/graph-index.js';
import { findHeadInput } from '../../../engine/onnx/head-input.js';
import { readModelFile } from '../../../engine/onnx/read-model-file.js';
import { float32Tensor } from '../../../engine/onnx/tensor.js';
import { tinyModels } from '../../support/models.js';
import { fixture } from '../../support/paths.js';

function headOf(...nodes: readonly NodeProto[]): string {
  const model = buildModel('head', {
    nodes: [node('Relu', ['x'], ['hidden']), ...nodes],
    inputs: [tensorInfo('x', DataType.FLOAT, ['B', 'T', 2])],
    outputs: [tensorInfo('logits', DataType.FLOAT)],
    initializers: [float32Tensor('w', [2, 2], new Float32Array(4)), float32Tensor('c', [], Float32Array.of(30))],
  }) as GraphModel;
  return findHeadInput(indexGraph(model.graph), 'logits');
}

describe('the head of a language model', () => {
  test('begins before the unembedding, through scales, caps and a turned matrix', () => {
    const capped = [
      node('Transpose', ['w'], ['turned']),
      node('MatMul', ['hidden', 'turned'], ['raw']),
      node('Div', ['raw', 'c'], ['scaled']),
      node('Tanh', ['scaled'], ['squeezed']),
      node('Mul', ['squeezed', 'c'], ['logits']),
    ];

    assert.equal(headOf(node('MatMul', ['hidden', 'w'], ['logits'])), 'hidden');
    assert.equal(headOf(...capped), 'hidden');
  });

  test('is nothing but the logits where these are made in another way', () => {
    assert.equal(headOf(node('Relu', ['hidden'], ['logits'])), 'logits');
    assert.equal(headOf(node('MatMul', ['hidden', 'w'], ['raw']), node('Softmax', ['raw'], ['logits'])), 'logits');
    assert.equal(headOf(node('MatMul', ['hidden', 'hidden'], ['logits'])), 'logits');
    assert.equal(headOf(node('MatMul', ['hidden', 'w'], ['raw']), node('Add', ['raw', 'x'], ['logits'])), 'logits');
    assert.equal(headOf(node('Relu', ['hidden'], ['r']), node('Add', ['r', 'c'], ['logits'])), 'logits');
  });

  for (const name of tinyModels)
    test(`is found in the ${name} export, behind the last norm`, async () => {
      const file = name.endsWith('past') ? 'onnx/model.onnx' : 'model.onnx';
      const { graph } = await readModelFile(fixture(join('models', name, file)));

      assert.match(findHeadInput(indexGraph(graph), 'logits'), /(final_layer_norm|ln_f)/);
    });
});

/** A model of random weights with the shape of Pythia-70m, or another: parallel layers without rotation. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildModel, node, tensorInfo } from '../engine/onnx/build-graph.js';
import { DataType } from '../engine/onnx/data-types.js';
import { encodeModel } from '../engine/onnx/encode-model.js';
import type { NodeProto, TensorProto } from '../engine/onnx/generated/onnx_pb.js';
import { float32Tensor, int64Tensor } from '../engine/onnx/tensor.js';
import { createRandom } from '../domain/seeded-random.js';

export interface TransformerShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  /** Width inside the MLP. */
  readonly hidden: number;
  readonly vocabulary: number;
  /** Tokens. */
  readonly context: number;
}

/** Of Pythia-70m. */
export const pythiaShape: TransformerShape = {
  layers: 6,
  width: 512,
  heads: 8,
  hidden: 2048,
  vocabulary: 50_304,
  context: 2048,
};

interface Parts {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
}

/** Writes graph, config.json and an empty tokenizer.json. */
export async function writePythiaModel(folder: string, shape = pythiaShape): Promise<void> {
  const { layers, width, heads, hidden, vocabulary, context } = shape;
  const input = inputPart(shape);
  const layerParts = Array.from({ length: layers }, (_, layer) => layerPart(shape, layer));
  const parts = [input, ...layerParts, outputPart(shape)];
  const graph = buildModel('pythia', {
    nodes: parts.flatMap(({ nodes }) => nodes),
    inputs: [tensorInfo('input_ids', DataType.INT64, ['B', 'T'])],
    outputs: [tensorInfo('logits', DataType.FLOAT, ['B', 'T', vocabulary])],
    initializers: parts.flatMap(({ initializers }) => initializers),
  });
  const config = {
    model_type: 'gpt_neox',
    num_hidden_layers: layers,
    hidden_size: width,
    num_attention_heads: heads,
    intermediate_size: hidden,
    max_position_embeddings: context,
    vocab_size: vocabulary,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), encodeModel(graph));
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'tokenizer.json'), '{}');
}

const random = createRandom(70);

/** Evenly distributed with the deviation that keeps the length of a vector. */
function matrix(name: string, rows: number, columns: number): TensorProto {
  const scale = Math.sqrt(12 / rows);
  return float32Tensor(
    name,
    [rows, columns],
    Float32Array.from({ length: rows * columns }, () => (random() - 0.5) * scale),
  );
}

const constant = (name: string, length: number, value: number): TensorProto =>
  float32Tensor(name, [length], new Float32Array(length).fill(value));

/** The embedding, and a mask that hides what comes later. */
function inputPart({ width, vocabulary, heads }: TransformerShape): Parts {
  return {
    nodes: [
      node('Gather', ['embedding', 'input_ids'], ['stream.0']),
      node('Shape', ['input_ids'], ['length'], { start: 1, end: 2 }),
      node('Concat', ['length', 'length'], ['square'], { axis: 0 }),
      node('Expand', ['hidden', 'square'], ['all_hidden']),
      node('Trilu', ['all_hidden', 'next'], ['mask'], { upper: 1 }),
    ],
    initializers: [
      matrix('embedding', vocabulary, width),
      float32Tensor('hidden', [], Float32Array.of(-1e9)),
      int64Tensor('next', [], [1]),
      float32Tensor('scale', [], Float32Array.of(1 / Math.sqrt(width / heads))),
      int64Tensor('split_heads', [4], [0, 0, heads, (3 * width) / heads]),
      int64Tensor('join_heads', [3], [0, 0, width]),
      float32Tensor('root_half', [], Float32Array.of(Math.SQRT1_2)),
      float32Tensor('one', [], Float32Array.of(1)),
      float32Tensor('half', [], Float32Array.of(0.5)),
    ],
  };
}

function layerPart(shape: TransformerShape, layer: number): Parts {
  const stream = `stream.${layer}`;
  const attention = attentionPart(shape, stream, `layers.${layer}/attention/`);
  const mlp = mlpPart(shape, stream, `layers.${layer}/mlp/`);
  return {
    nodes: [
      ...attention.nodes,
      ...mlp.nodes,
      node('Add', [`layers.${layer}/mlp/out`, `layers.${layer}/attention/out`], [`layers.${layer}/both`]),
      node('Add', [`layers.${layer}/both`, stream], [`stream.${layer + 1}`]),
    ],
    initializers: [...attention.initializers, ...mlp.initializers],
  };
}

function attentionPart({ width }: TransformerShape, stream: string, scope: string): Parts {
  const [norm, joint, z] = [
    normPart(width, stream, scope),
    linearPart(scope, 'first', width, 3 * width),
    linearPart(scope, 'out', width, width),
  ];
  const name = (tensor: string): string => scope + tensor;
  return {
    nodes: [
      ...norm.nodes,
      ...joint.nodes,
      node('Reshape', [name('first'), 'split_heads'], [name('heads')]),
      node('Transpose', [name('heads')], [name('by_head')], { perm: [0, 2, 1, 3] }),
      node('Split', [name('by_head')], [name('q'), name('k'), name('v')], { axis: 3 }),
      node('Transpose', [name('k')], [name('k_turned')], { perm: [0, 1, 3, 2] }),
      node('MatMul', [name('q'), name('k_turned')], [name('products')]),
      node('Mul', [name('products'), 'scale'], [name('scores')]),
      node('Add', [name('scores'), 'mask'], [name('masked')]),
      node('Softmax', [name('masked')], [name('weights')], { axis: -1 }),
      node('MatMul', [name('weights'), name('v')], [name('mixed')]),
      node('Transpose', [name('mixed')], [name('by_token')], { perm: [0, 2, 1, 3] }),
      node('Reshape', [name('by_token'), 'join_heads'], [name('out.input')]),
      ...z.nodes,
    ],
    initializers: [...norm.initializers, ...joint.initializers, ...z.initializers],
  };
}

function mlpPart({ width, hidden }: TransformerShape, stream: string, scope: string): Parts {
  const [norm, up, down] = [
    normPart(width, stream, scope),
    linearPart(scope, 'first', width, hidden),
    linearPart(scope, 'out', hidden, width),
  ];
  const name = (tensor: string): string => scope + tensor;
  return {
    nodes: [
      ...norm.nodes,
      ...up.nodes,
      node('Mul', [name('first'), 'root_half'], [name('scaled')]),
      node('Erf', [name('scaled')], [name('erf')]),
      node('Add', [name('erf'), 'one'], [name('gate')]),
      node('Mul', [name('first'), name('gate')], [name('doubled')]),
      node('Mul', [name('doubled'), 'half'], [name('out.input')]),
      ...down.nodes,
    ],
    initializers: [...norm.initializers, ...up.initializers, ...down.initializers],
  };
}

/** From a stream to `first.input`. */
function normPart(width: number, stream: string, scope: string): Parts {
  return {
    nodes: [node('LayerNormalization', [stream, `${scope}gain`, `${scope}shift`], [`${scope}first.input`])],
    initializers: [constant(`${scope}gain`, width, 1), constant(`${scope}shift`, width, 0)],
  };
}

/** From `first.input` to `first`, from `out.input` to `out`. */
function linearPart(scope: string, name: 'first' | 'out', rows: number, columns: number): Parts {
  const [weight, bias, product] = ['weight', 'bias', 'product'].map((tensor) => `${scope}${name}.${tensor}`);
  return {
    nodes: [
      node('MatMul', [`${scope}${name}.input`, weight], [product]),
      node('Add', [product, bias], [`${scope}${name}`]),
    ],
    initializers: [matrix(weight, rows, columns), constant(bias, columns, 0)],
  };
}

function outputPart({ layers, width, vocabulary }: TransformerShape): Parts {
  const norm = normPart(width, `stream.${layers}`, 'final/');
  return {
    nodes: [...norm.nodes, node('MatMul', ['final/first.input', 'unembedding'], ['logits'])],
    initializers: [...norm.initializers, matrix('unembedding', width, vocabulary)],
  };
}

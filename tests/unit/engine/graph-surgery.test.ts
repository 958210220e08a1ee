/** Surgery on graphs: what is cut away, what stays, and that nothing is lost by reading and writing. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { create } from '@bufbuild/protobuf';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { decodeModel } from '../../../engine/onnx/decode-model.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  TensorProtoSchema,
} from '../../../engine/onnx/generated/onnx_pb.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { patchInputs, patchTensor } from '../../../engine/onnx/patch-tensor.js';
import { readModelFile } from '../../../engine/onnx/read-model-file.js';
import { sliceGraph } from '../../../engine/onnx/slice-graph.js';
import { tensorsReadBy } from '../../../engine/onnx/graph-edges.js';
import { widenTensors } from '../../../engine/onnx/widen-tensors.js';
import { float32Tensor, referencedTensor } from '../../../engine/onnx/tensor.js';
import { tinyModels } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();
const float = (name: string) => tensorInfo(name, DataType.FLOAT, ['N']);
const namesOf = (list: readonly { readonly name?: string }[]): string[] => list.map(({ name }) => name ?? '');
const operatorsOf = (model: GraphModel): string[] => model.graph.node.map(({ opType }) => opType ?? '');

/** y = relu(x + a), z = y * b, w = x - c */
function branching(): GraphModel {
  return buildModel('branching', {
    nodes: [
      node('Add', ['x', 'a'], ['sum']),
      node('Relu', ['sum'], ['y']),
      node('Mul', ['y', 'b'], ['z']),
      node('Sub', ['v', 'c'], ['w']),
    ],
    inputs: [float('x'), float('v')],
    outputs: [float('z'), float('w')],
    initializers: ['a', 'b', 'c'].map((name) => float32Tensor(name, [1], Float32Array.of(1))),
  }) as GraphModel;
}

/** An If whose bodies read `outer` and an initializer of the graph around them. */
function ifNode(outer: string): NodeProto {
  const body = (opType: string, name: string) =>
    create(AttributeProtoSchema, {
      name,
      type: AttributeType.GRAPH,
      g: create(GraphProtoSchema, {
        node: [node(opType, [outer, 'a'], [`${name}_out`])],
        output: [float(`${name}_out`)],
      }),
    });
  const branches = [body('Add', 'then_branch'), body('Sub', 'else_branch')];
  return { ...node('If', ['condition'], ['chosen']), attribute: branches };
}

describe('reading and writing a model', () => {
  for (const name of tinyModels) {
    const path = fixture(`models/${name}/${name.endsWith('past') ? 'onnx/' : ''}model.onnx`);
    test(`gives all fields of the ${name} export back, in as many bytes`, async () => {
      const bytes = new Uint8Array(await readFile(path));
      const model = decodeModel(bytes, name);

      const written = encodeModel(model);

      assert.equal(written.length, bytes.length);
      assert.deepEqual(decodeModel(written, name), model);
    });
  }

  test('keeps fields that the schema does not know, in the model and in its nodes', async () => {
    const unknownToModel = [0xfa, 0x01, 3, 1, 2, 3];
    const model = branching();
    const marked = { ...model.graph.node[0], $unknown: [{ no: 99, wireType: 2, data: Uint8Array.of(2, 7, 8) }] };
    const graph = { ...model.graph, node: [marked, ...model.graph.node.slice(1)] };
    const bytes = Uint8Array.of(...encodeModel({ ...model, graph }), ...unknownToModel);

    const sliced = sliceGraph(decodeModel(bytes, 'test'), { outputs: ['y'] });
    const again = decodeModel(encodeModel(sliced), 'test');

    assert.deepEqual(
      again.$unknown?.map(({ no, data }) => [no, [...data]]),
      [[31, [3, 1, 2, 3]]],
    );
    assert.deepEqual(
      again.graph.node[0].$unknown?.map(({ no, data }) => [no, [...data]]),
      [[99, [2, 7, 8]]],
    );
  });
});

describe('slicing a graph', () => {
  test('keeps only the nodes, initializers and inputs that the outputs need', () => {
    const sliced = sliceGraph(branching(), { outputs: ['y'] });

    assert.deepEqual(operatorsOf(sliced), ['Add', 'Relu']);
    assert.deepEqual(namesOf(sliced.graph.initializer), ['a']);
    assert.deepEqual(namesOf(sliced.graph.input), ['x']);
    assert.deepEqual(namesOf(sliced.graph.output), ['y']);
  });

  test('makes a cut tensor an input and drops what computed it', () => {
    const sliced = sliceGraph(branching(), { outputs: ['z'], cuts: [float('y')] });

    assert.deepEqual(operatorsOf(sliced), ['Mul']);
    assert.deepEqual(namesOf(sliced.graph.input), ['y']);
    assert.deepEqual(namesOf(sliced.graph.initializer), ['b']);
  });

  test('leaves the model it was given as it was', () => {
    const model = branching();
    const before = encodeModel(model);

    patchTensor(sliceGraph(model, { outputs: ['y'] }), 'y');

    assert.deepEqual(encodeModel(model), before);
  });

  test('keeps what only the bodies of an If read', () => {
    const model = branching();
    const nodes = [...model.graph.node, node('Cast', ['v'], ['condition'], { to: DataType.BOOL }), ifNode('y')];
    const withIf = { ...model, graph: { ...model.graph, node: nodes } };

    const sliced = sliceGraph(withIf, { outputs: ['chosen'] });

    assert.deepEqual(operatorsOf(sliced), ['Add', 'Relu', 'Cast', 'If']);
    assert.deepEqual(namesOf(sliced.graph.initializer), ['a']);
  });

  test('refuses an output that the graph does not have', () => {
    assert.throws(() => sliceGraph(branching(), { outputs: ['q'] }), /no tensor "q"/);
  });
});

describe('patching a tensor', () => {
  test('puts a Where behind its producer and adds two inputs without defaults', () => {
    const patched = patchTensor(branching(), 'y');
    const { mask, value } = patchInputs('y');

    assert.deepEqual(operatorsOf(patched), ['Add', 'Relu', 'Where', 'Mul', 'Sub']);
    assert.deepEqual(patched.graph.node[2].input, [mask, value, ...patched.graph.node[1].output]);
    assert.deepEqual(namesOf(patched.graph.input), ['x', 'v', mask, value]);
    assert.ok(!namesOf(patched.graph.initializer).some((name) => name === mask || name === value));
  });

  test('refuses a tensor that no node computes', () => {
    assert.throws(() => patchTensor(branching(), 'x'), /no node computes/);
  });
});

describe('widening a tensor of float16', () => {
  const half = (name: string) => tensorInfo(name, DataType.FLOAT16, ['N']);
  const halved = (): GraphModel => {
    const { graph, ...model } = branching();
    const node = [...graph.node.slice(0, 2), ifNode('y'), ...graph.node.slice(2)];
    const input = [half('x'), half('v'), tensorInfo('condition', DataType.BOOL, [])];
    const initializer = graph.initializer.map((tensor) => ({ ...tensor, dataType: DataType.FLOAT16 }));
    return { ...model, graph: { ...graph, node, input, initializer, output: [half('z'), half('w')] } };
  };

  test('casts it to float32 and back for all who read it, the bodies of an If too', () => {
    const { graph } = widenTensors(halved(), ['y', 'z']);

    const readersOf = (name: string): string[] =>
      graph.node.filter((each) => tensorsReadBy(each).includes(name)).map(({ opType }) => opType ?? '');
    assert.deepEqual(readersOf('saeql.half:y'), ['Cast']);
    assert.deepEqual(readersOf('y'), ['Cast']);
    assert.deepEqual(readersOf('saeql.narrow:y'), ['If', 'Mul']);
    assert.deepEqual(graph.output, [tensorInfo('z', DataType.FLOAT), half('w')]);
    assert.equal(new Set(graph.node.map(({ name }) => name)).size, graph.node.length);
  });

  test('leaves tensors of other types alone', () => {
    const model = branching();
    assert.equal(widenTensors(model, ['y', 'z']), model);
  });
});

describe('weights by reference', () => {
  test('point at their own bytes in the file, and leave a graph file of a few kilobytes', async () => {
    const path = fixture('models/gpt-neox/model.onnx');
    const bytes = await readFile(path);
    const original = decodeModel(bytes, path).graph.initializer;

    const model = await readModelFile(path);

    const referenced = model.graph.initializer.filter(({ externalData }) => externalData.length > 0);
    assert.ok(referenced.length >= 8);
    for (const { name, externalData } of referenced) {
      const [file, offset, length] = externalData.map(({ value }) => value ?? '');
      const weights = original.find((tensor) => tensor.name === name)?.rawData ?? new Uint8Array();
      assert.equal(file, 'model.onnx');
      assert.ok(bytes.subarray(Number(offset), Number(offset) + Number(length)).equals(weights), name);
    }
  });

  test('leave small tensors, typed data and tensors that are external already alone', async () => {
    const large = new Float32Array(400).fill(2);
    const typed = create(TensorProtoSchema, {
      name: 'typed',
      dims: [400n],
      dataType: DataType.FLOAT,
      floatData: [...large],
    });
    const elsewhere = { file: 'other.bin', offset: 64, length: 1600 };
    const model = buildModel('mixed', {
      nodes: [node('Sum', ['x', 'large', 'small', 'typed', 'elsewhere'], ['y'])],
      inputs: [float('x')],
      outputs: [float('y')],
      initializers: [
        float32Tensor('large', [400], large),
        float32Tensor('small', [1], Float32Array.of(3)),
        typed,
        referencedTensor('elsewhere', { dims: [400], dataType: DataType.FLOAT }, elsewhere),
      ],
    });
    const path = join(folder, 'mixed.onnx');
    await writeFile(path, encodeModel(model));

    const { initializer } = (await readModelFile(path)).graph;

    const locations = initializer.map(({ externalData }) => externalData.map(({ value }) => value ?? '').at(0));
    assert.deepEqual(locations, ['mixed.onnx', undefined, undefined, 'other.bin']);
    assert.deepEqual(initializer[2].floatData, [...large]);
    assert.deepEqual(initializer[1].rawData, new Uint8Array(Float32Array.of(3).buffer));
    assert.equal(initializer[1].rawData?.buffer.byteLength, 4, 'a small tensor does not keep the file in memory');
  });
});

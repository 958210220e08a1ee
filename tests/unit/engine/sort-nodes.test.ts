/** Nodes in an order in which they can run. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import type { GraphModel } from '../../../engine/onnx/decode-model.js';
import type { NodeProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { tensorsReadBy } from '../../../engine/onnx/graph-edges.js';
import { sortNodes } from '../../../engine/onnx/sort-nodes.js';

const modelOf = (nodes: readonly NodeProto[]): GraphModel =>
  buildModel('any', {
    nodes,
    inputs: [tensorInfo('x', DataType.FLOAT)],
    outputs: [tensorInfo('y', DataType.FLOAT)],
    initializers: [],
  }) as GraphModel;

const outputsOf = ({ graph }: GraphModel): string[] => graph.node.flatMap(({ output }) => output);

function canRun({ graph }: GraphModel): boolean {
  const computed = new Set(graph.node.flatMap(({ output }) => output));
  const known = new Set<string>();
  return graph.node.every((each) => {
    const isReady = tensorsReadBy(each).every((name) => known.has(name) || !computed.has(name));
    for (const name of each.output) known.add(name);
    return isReady;
  });
}

describe('sorting the nodes of a graph', () => {
  test('puts casts from the end of the graph before what reads them, and leaves the others where they were', () => {
    const model = modelOf([
      node('Sqrt', ['wide'], ['root']),
      node('Neg', ['x'], ['minus']),
      node('Mul', ['root', 'minus'], ['y']),
      node('Cast', ['x'], ['wide'], { to: DataType.FLOAT }),
    ]);

    assert.deepEqual(outputsOf(sortNodes(model)), ['wide', 'root', 'minus', 'y']);
  });

  test('gives the very same model where it is sorted, and ends where nodes read each other', () => {
    const sorted = modelOf([node('Neg', ['x'], ['a']), node('Neg', ['a'], ['y'])]);
    const cycle = modelOf([node('Neg', ['y'], ['a']), node('Neg', ['a'], ['y'])]);

    assert.equal(sortNodes(sorted), sorted);
    assert.deepEqual(outputsOf(sortNodes(cycle)).sort(), ['a', 'y']);
  });

  test('makes any order of a graph one in which it can run, with the same nodes', () => {
    const reading = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 });
    const graphs = reading.chain((reads) => {
      const nameOf = (place: number, pick: number): string => (place === 0 ? 'x' : `t${pick % place}`);
      const nodes = reads.map(([a, b], place) => node('Add', [nameOf(place, a), nameOf(place, b)], [`t${place}`]));
      return fc.shuffledSubarray(nodes, { minLength: nodes.length });
    });
    fc.assert(
      fc.property(graphs, (nodes) => {
        const sorted = sortNodes(modelOf(nodes));
        assert.ok(canRun(sorted));
        assert.deepEqual(new Set(sorted.graph.node), new Set(nodes));
      }),
    );
  });
});

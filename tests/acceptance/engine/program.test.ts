/** Programs: graphs that run on each other's results inside the worker. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { buildModel, node, tensorInfo } from '../../../engine/onnx/build-graph.js';
import { DataType } from '../../../engine/onnx/data-types.js';
import { writeGraphFile } from '../../../engine/models/write-graph-file.js';
import { createGraphRunner } from '../../../engine/worker/graph-runner.js';
import type { GraphRunner } from '../../../engine/worker/graph-runner.js';
import type { TensorData } from '../../../engine/worker/protocol.js';
import { createWorkerHost } from '../../../engine/worker/worker-host.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const vector = (...values: number[]): TensorData => ({
  type: 'float32',
  data: Float32Array.from(values),
  dims: [values.length],
});

describe('a program', () => {
  const folder = temporaryFolder();
  let runner: GraphRunner;
  let sum: string;
  let larger: string;

  before(async () => {
    runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
    const inputs = ['p', 'q'].map((name) => tensorInfo(name, DataType.FLOAT, ['N']));
    const add = buildModel('add', {
      nodes: [node('Add', ['p', 'q'], ['r'])],
      inputs,
      outputs: [tensorInfo('r', DataType.FLOAT)],
      initializers: [],
    });
    const compare = buildModel('compare', {
      nodes: [node('Greater', ['p', 'q'], ['is']), node('Cast', ['p'], ['wide'], { to: DataType.DOUBLE })],
      inputs,
      outputs: [tensorInfo('is', DataType.BOOL), tensorInfo('wide', DataType.DOUBLE)],
      initializers: [],
    });
    sum = await writeGraphFile(folder, 'add.onnx', add);
    larger = await writeGraphFile(folder, 'compare.onnx', compare);
  });
  after(() => runner.close());

  const addStep = (p: string, q: string, r: string) => ({ graph: sum, feeds: { p, q }, fetches: { r } });

  test('hands what a step gives to the steps behind it, under the name of the newest', async () => {
    const { value, secondsInside } = await runner.runProgram({
      inputs: { a: vector(1, 2), b: vector(10, 20) },
      steps: [addStep('a', 'b', 'c'), addStep('c', 'b', 'c'), addStep('c', 'a', 'd')],
      fetch: ['d', 'b'],
    });

    assert.deepEqual(Object.keys(value), ['d', 'b']);
    assert.deepEqual([...value.d.data], [22, 44]);
    assert.deepEqual([...value.b.data], [10, 20]);
    assert.ok(secondsInside > 0);
  });

  test('gives truth values and float64', async () => {
    const { value } = await runner.runProgram({
      inputs: { a: vector(1, 3), b: vector(2, 2) },
      steps: [{ graph: larger, feeds: { p: 'a', q: 'b' }, fetches: { is: 'is', wide: 'wide' } }],
      fetch: ['is', 'wide'],
    });

    assert.deepEqual(value.is, { type: 'bool', data: Uint8Array.of(0, 1), dims: [2] });
    assert.deepEqual(value.wide, { type: 'float64', data: Float64Array.of(1, 3), dims: [2] });
  });

  test('does not know a tensor that no step before has given', async () => {
    const program = { inputs: { a: vector(1) }, steps: [addStep('a', 'lost', 'c')], fetch: ['c'] };

    await assert.rejects(runner.runProgram(program), /"lost"/);
  });

  test('uses the outputs of a step again that follow from the same, and of no other', async () => {
    const ask = async (follows: string, a: number) => {
      const step = { ...addStep('a', 'b', 'c'), follows };
      const program = {
        inputs: { a: vector(a), b: vector(10) },
        steps: [step, addStep('c', 'b', 'd')],
        fetch: ['c', 'd'],
      };
      const { value } = await runner.runProgram(program);
      return [value.c.data[0], value.d.data[0]];
    };

    assert.deepEqual(await ask('one', 1), [11, 21]);
    assert.deepEqual(await ask('other', 2), [12, 22]);
    // The wrong input shows that nothing was added again, twice, since the first answer must not take the outputs away.
    assert.deepEqual(await ask('one', 7), [11, 21]);
    assert.deepEqual(await ask('one', 8), [11, 21]);
  });
});

/** Tensors that stay on a device, beside results of the same device that are copied back and forth. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ActivationFunction, Pruning } from '../../domain/dictionary.js';
import { encodeIndexSet } from '../../domain/index-set.js';
import { createRandom } from '../../domain/seeded-random.js';
import { readWeightRanges, writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { buildDeviceEncodeGraph } from '../../engine/dictionaries/device-encode-graph.js';
import { buildEncodeGraph } from '../../engine/dictionaries/encode-graph.js';
import { heldWeights } from '../../engine/dictionaries/held-weights.js';
import type { GraphLibrary } from '../../engine/graph-library.js';
import type { DictionaryFiles, ModelFiles } from '../../engine/index.js';
import { createEditedRuns } from '../../engine/intervention/intervene.js';
import { openMeter } from '../../engine/meter/open-meter.js';
import { readTensors } from '../../engine/models/read-tensors.js';
import { writeGraphOfContent } from '../../engine/models/write-graph-file.js';
import { buildModel, node, tensorInfo } from '../../engine/onnx/build-graph.js';
import { DataType } from '../../engine/onnx/data-types.js';
import { openEncoder } from '../../engine/open-encoder.js';
import { encodePart } from '../../engine/worker/encode-part.js';
import { disposeAll, isOnDevice } from '../../engine/worker/held-tensors.js';
import type { TensorData } from '../../engine/worker/protocol.js';
import { createSession } from '../../engine/worker/session-factory.js';
import type { SessionFactory } from '../../engine/worker/session-factory.js';
import { createSessions } from '../../engine/worker/sessions.js';
import { createDeviceLibrary } from '../support/device-library.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { demoBatch, device, hasDevice, openDemoDictionary, openDemoModel } from '../support/two-providers.js';

const copying: SessionFactory = (graph, options) =>
  createSession(graph, { ...options, preferredOutputLocation: undefined });

const [width, size, rows] = [24, 152, 33];
const activations: Record<string, ActivationFunction | undefined> = {
  relu: undefined,
  threshold: { kind: 'threshold' },
  gated: { kind: 'gated' },
  topK: { kind: 'topK', k: 7 },
  groupMax: { kind: 'groupMax', k: 8 },
};

describe(`tensors that stay on ${device}`, { skip: !hasDevice || device !== 'webgpu' }, () => {
  const folder = temporaryFolder();
  const draw = createRandom(17);
  const values = (count: number, scale: number): Float32Array =>
    Float32Array.from({ length: count }, () => (draw() - 0.5) * scale);
  const clock = { seconds: () => 0, watchNewThreads: <T>(start: () => Promise<T>) => start() };
  const sessions = createSessions({ providers: ['webgpu'], threads: 1 }, clock);
  const resident = createDeviceLibrary(createSession, 2 ** 26);
  const copied = createDeviceLibrary(copying, 2 ** 26);
  const batch = demoBatch();
  let model: ModelFiles;
  let dictionaries: DictionaryFiles[];

  before(async () => {
    const weights = {
      ...{ wEnc_FD: values(size * width, 1), bEnc_F: values(size, 4), wDec_FD: values(size * width, 1) },
      ...{ bDec_D: values(width, 1), threshold_F: values(size, 2).map(Math.abs) },
      ...{ magnitudeScale_F: values(size, 2).map((value) => 1 + value), magnitudeBias_F: values(size, 1) },
    };
    await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights: heldWeights(weights) });
    model = await openDemoModel(folder);
    const names = ['demo/mlp_out.2/1_2048', 'demo/resid_post.1/0_512', 'demo/resid_post.3/topk_512'];
    dictionaries = await Promise.all(names.map((name) => openDemoDictionary(folder, name)));
  });

  /** Half of the rows fire hardly, the others often. */
  function activationsOfRows(): TensorData {
    const data = values(rows * width, 1).map((value, at) => value * (at < (rows * width) / 2 ? 0.05 : 9));
    return { type: 'float32', data, dims: [rows, width] };
  }

  const pruned = { goneIndices: encodeIndexSet([0, 3, 5, 90, 151], size) } as Pruning;
  for (const [kind, activation] of Object.entries(activations))
    for (const pruning of [undefined, pruned])
      test(`${kind}${pruning ? ', pruned' : ''}: what fires is, bit for bit, what the graph lists that finds it`, async () => {
        const dictionary = { forward: { subtractsDecoderBias: true, activation }, pruning };
        const weights = await readWeightRanges(folder);
        const { gives, model: built } = buildDeviceEncodeGraph(dictionary, weights);
        const x_ND = activationsOfRows();

        const listing = await writeGraphOfContent(folder, buildEncodeGraph(dictionary, weights));
        const expected = await encodePart(sessions, { graph: listing, gives: 'firings' }, x_ND);
        const graph = await writeGraphOfContent(folder, built);
        const actual = await encodePart(sessions, { graph, gives }, x_ND);

        assert.ok(expected.row_N.length > rows, `${expected.row_N.length} firings`);
        assert.deepEqual(actual, expected);
      });

  test('what is not a number fires nowhere, and takes no place of what fires', async () => {
    const weights = await readWeightRanges(folder);
    const dictionary = { forward: { subtractsDecoderBias: true } };
    const x_ND = activationsOfRows();
    (x_ND.data as Float32Array).fill(NaN, 0, width);

    const { gives, model: built } = buildDeviceEncodeGraph(dictionary, weights);
    const { row_N } = await encodePart(sessions, { graph: await writeGraphOfContent(folder, built), gives }, x_ND);

    assert.equal(row_N.includes(0), false);
    assert.equal(new Set(row_N).size, rows - 1);
  });

  test('a tensor that is on the device feeds other graphs, and comes back as it was', async () => {
    const add = buildModel('double', {
      nodes: [node('Add', ['x', 'x'], ['twice'])],
      inputs: [tensorInfo('x', DataType.FLOAT, ['N'])],
      outputs: [tensorInfo('twice', DataType.FLOAT)],
      initializers: [],
    });
    const graph = await writeGraphOfContent(folder, add);
    const x: TensorData = { type: 'float32', data: Float32Array.of(1, -2.5, 3e30), dims: [3] };

    const once = await sessions.run({ graph, feeds: { x }, fetches: ['twice'], returns: [] });
    const again = await sessions.run({ graph, feeds: { x: once.twice }, fetches: ['twice'] });

    assert.ok(isOnDevice(once.twice) && isOnDevice(again.twice));
    assert.deepEqual([...(await sessions.download(again.twice)).data], [4, -10, Math.fround(1.2e31)].map(Math.fround));
    disposeAll([once.twice, again.twice]);
  });

  const works: Record<string, (library: GraphLibrary) => Promise<unknown>> = {
    'features that are encoded': async (library) => (await openEncoder(library, { model, dictionaries })).encode(batch),
    'a measurement': async (library) => {
      const every_BT = new Uint8Array(batch.tokenIds_BT.length).fill(1);
      const measured = { ...batch, counted_BT: every_BT, replaced_BT: every_BT, zeroed_BT: every_BT };
      const meter = await openMeter(library, { model, dictionaries: [dictionaries[1]] });
      return meter.measure(measured, new Float32Array(dictionaries[1].dictionary.width));
    },
    'interventions on a text, two after each other': async (library) => {
      const runs = createEditedRuns(library);
      const edit = {
        kind: 'feature',
        dictionary: dictionaries[1],
        factor: 0,
        offset: 20,
        positions: undefined,
      } as const;
      const watch = [{ dictionary: dictionaries[2], indices: [1, 2, 3] }];
      const first = await runs.intervene(model, { batch, edits: [{ ...edit, index: 5 }], watch });
      return [first, await runs.intervene(model, { batch, edits: [{ ...edit, index: 6 }], watch })];
    },
    'activations that are read after all that': async (library) => {
      const points = model.model.hookPoints.filter(({ name }) => ['mlp_out.2', 'resid_post.1'].includes(name));
      const wanted = points.map((point) => ({ ...point, positions: batch.positions }));
      const tensors = points.map(({ tensor }) => tensor);
      return readTensors(await library.openModel(model, tensors, { returns: [] }), wanted, { batch });
    },
  };
  for (const [what, work] of Object.entries(works))
    test(`${what}: bit for bit as with copies`, async () => {
      assert.deepEqual(await work(resident), await work(copied));
    });
});

/** Batches that memory does not suffice for give the same bits in smaller parts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createRandom } from '../../../domain/seeded-random.js';
import { createGraphLibrary } from '../../../engine/graph-library.js';
import type { GraphLibrary } from '../../../engine/graph-library.js';
import type { ModelFiles } from '../../../engine/index.js';
import { createEditedRuns } from '../../../engine/intervention/intervene.js';
import { openMeter } from '../../../engine/meter/open-meter.js';
import { readTensors } from '../../../engine/models/read-tensors.js';
import { openEncoder } from '../../../engine/open-encoder.js';
import { encodeRows } from '../../../engine/worker/encode-rows.js';
import { getFloat32 } from '../../../engine/worker/fetched-tensors.js';
import { isMemoryExhausted, MemoryExhausted } from '../../../engine/worker/memory-exhausted.js';
import type { Tensors } from '../../../engine/worker/protocol.js';
import { createSessions } from '../../../engine/worker/sessions.js';
import type { HeldPass, Sessions } from '../../../engine/worker/sessions.js';
import { createSession } from '../../../engine/worker/session-factory.js';
import { expectError } from '../../support/expect-error.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import type { RandomDictionary } from '../../support/random-dictionary.js';
import { createShortMemory } from '../../support/short-memory.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const draw = createRandom(9);
const lengths = [5, 1, 0, 16, 12, 9, 7, 3, 20, 2];
const batch = tokenBatch(
  lengths.map((length) => Array.from({ length }, () => Math.floor(draw() * 60))),
  24,
);
const every_BT = new Uint8Array(batch.tokenIds_BT.length).fill(1);
const measured = { ...batch, counted_BT: every_BT, replaced_BT: every_BT, zeroed_BT: every_BT };

/** Losses [B, T-1] of tokens that a sequence has: what stands behind its end may be anything. */
function withinSequences(loss_BT: Float32Array): number[] {
  const width = batch.positions - 1;
  return lengths.flatMap((length, b) => [...loss_BT.subarray(b * width, b * width + Math.max(0, length - 1))]);
}

describe('with memory for two sequences at a time', () => {
  const folder = temporaryFolder();
  const usual = createGraphLibrary({ providers: ['cpu'], threads: 1 });
  const short = createShortMemory(2);
  let model: ModelFiles;
  let dictionary: RandomDictionary;

  before(async () => {
    model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    dictionary = await writeRandomDictionary({
      ...{ folder: join(folder, 'dictionary'), hookPoint: 'mlp_out.0', size: 40, width: 16 },
    });
  });
  after(() => Promise.all([usual.close(), short.library.close()]));

  const works: Record<string, (library: GraphLibrary) => Promise<unknown>> = {
    'activations are read': async (library) => {
      const { tensor, width } = model.model.hookPoints.find(({ name }) => name === 'mlp_out.1')!;
      const graph = await library.openModel(model, [tensor]);
      return readTensors(graph, [{ tensor, width, positions: batch.positions }], { batch });
    },
    'features are encoded': async (library) => {
      const encoder = await openEncoder(library, { model, dictionaries: [dictionary.files] });
      return encoder.encode(batch);
    },
    'a dictionary is measured': async (library) => {
      const meter = await openMeter(library, { model, dictionaries: [dictionary.files] });
      const { dictionaries, original, zeroAblated, ...sums } = await meter.measure(measured, new Float32Array(16));
      const [{ loss_BT, kl_BT, ...statistics }] = dictionaries;
      const losses = [loss_BT, original.loss_BT, zeroAblated.loss_BT].map(withinSequences);
      return [await meter.sum(measured), sums.sum_D, sums.squares_D, statistics, losses, kl_BT.length];
    },
    'an intervention runs': async (library) => {
      const request = { batch, edits: [], watch: [{ dictionary: dictionary.files, indices: [0, 3] }] };
      return createEditedRuns(library).intervene(model, request);
    },
  };
  for (const [what, work] of Object.entries(works))
    test(`${what} as with enough of it`, async () => {
      const before = short.refusals;

      assert.deepEqual(await work(short.library), await work(usual));

      assert.ok(short.refusals > before, 'memory was short');
    });

  test('a sequence that does not fit alone is told', async () => {
    const none = createShortMemory(0);

    await expectError(() => works['features are encoded'](none.library), 'MEMORY_EXHAUSTED');
    await none.library.close();
  });
});

/** Sessions in which one row after the other is encoded, and more at once fail. */
function shortSessions(mostRows: number): Sessions & { readonly runs: number[] } {
  const runs: number[] = [];
  return {
    ...{ runs, secondsInside: 0 },
    open: () => Promise.reject(new Error('nothing is opened')),
    release: async () => undefined,
    download: () => Promise.reject(new Error('nothing is on a device')),
    async run({ graph, feeds }: HeldPass): Promise<Tensors> {
      if (graph === 'model') {
        const data = Float32Array.from({ length: 10 }, (_, n) => n);
        return { x: { type: 'float32', data, dims: [1, 5, 2] } };
      }
      const rows = feeds.x_ND.dims[0];
      runs.push(rows);
      if (rows > mostRows) throw new MemoryExhausted(new Error('CUDA failure 2: out of memory'));
      const activation_N = getFloat32(feeds, 'x_ND').filter((_, n) => n % 2 === 0);
      const row_N = Int32Array.from({ length: rows }, (_, row) => row);
      return {
        row_N: { type: 'int32', data: row_N, dims: [rows] },
        feature_N: { type: 'int32', data: new Int32Array(rows), dims: [rows] },
        activation_N: { type: 'float32', data: activation_N, dims: [rows] },
      };
    },
  };
}

test('rows are encoded in fewer at a time where memory does not suffice for all', async () => {
  const sessions = shortSessions(2);

  const [{ row_N, activation_N }] = await encodeRows(sessions, {
    kind: 'encode',
    pass: { graph: 'model', feeds: {}, fetches: ['x'] },
    lengths_B: Int32Array.of(5),
    firstRow_B: Int32Array.of(100),
    steps: [{ graph: 'dictionary', gives: 'firings', fetch: 'x', size: 4 }],
  });

  assert.deepEqual([...row_N], [100, 101, 102, 103, 104]);
  assert.deepEqual([...activation_N], [0, 2, 4, 6, 8]);
  assert.deepEqual(sessions.runs, [5, 3, 2, 2, 1]);
});

test('a run that fails for want of memory is told from others', async () => {
  const reasons = ['BFC Arena ran out of memory trying to allocate 4096 bytes', 'Got invalid dimensions'];
  const sessions = reasons.map((reason) =>
    createSessions(
      { providers: ['cpu'], threads: 1 },
      { seconds: () => 0, watchNewThreads: (start) => start() },
      async (graph, options) =>
        Object.assign(await createSession(graph, options), { run: () => Promise.reject(new Error(reason)) }),
    ),
  );
  const pass = { graph: join(fixture('models/gpt-neox'), 'model.onnx'), feeds: {}, fetches: [] };

  await assert.rejects(() => sessions[0].run(pass), MemoryExhausted);
  await assert.rejects(() => sessions[1].run(pass), /invalid dimensions/);
});

test('the words for it of every provider are known', () => {
  for (const message of [
    'Failed to allocate memory for requested buffer of size 1073741824',
    'CUDA failure 2: out of memory ; GPU=0',
    'CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED',
    'Out of memory',
    'std::bad_alloc',
  ])
    assert.equal(isMemoryExhausted(new Error(message)), true, message);
  assert.equal(isMemoryExhausted(new Error('Invalid input name: memory')), false);
});

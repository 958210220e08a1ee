/** What stays on a device: the results are those of the CPU, bit for bit, and nothing is left there afterwards. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ResearchError } from '../../../domain/errors.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { createGraphLibrary } from '../../../engine/graph-library.js';
import type { GraphLibrary } from '../../../engine/graph-library.js';
import type { ActivationEdit, DictionaryFiles, ModelFiles } from '../../../engine/index.js';
import { createEditedRuns } from '../../../engine/intervention/intervene.js';
import { openMeter } from '../../../engine/meter/open-meter.js';
import { readTensors } from '../../../engine/models/read-tensors.js';
import { openEncoder } from '../../../engine/open-encoder.js';
import { createDeviceLibrary } from '../../support/device-library.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { PretendedDevice } from '../../support/pretended-device.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const draw = createRandom(9);
const lengths = [5, 1, 0, 16, 12, 9, 7, 3];
const batch = tokenBatch(
  lengths.map((length) => Array.from({ length }, () => Math.floor(draw() * 60))),
  24,
);
const every_BT = new Uint8Array(batch.tokenIds_BT.length).fill(1);
const measured = { ...batch, counted_BT: every_BT, replaced_BT: every_BT, zeroed_BT: every_BT };
/** Of what graphs read behind the first: when they are refused, there is something on the device. */
function isLarge({
  x,
  x_BTD,
  read_BTD,
  x_ND,
}: Readonly<Record<string, { readonly dims: readonly number[] } | undefined>>) {
  return [x, x_BTD, read_BTD].some((tensor) => tensor && tensor.dims[0] > 1) || (x_ND?.dims[0] ?? 0) > 5;
}

function pretended(mostRememberedBytes = 0): [PretendedDevice, GraphLibrary] {
  const device = new PretendedDevice();
  return [device, createDeviceLibrary(device.create, mostRememberedBytes)];
}

describe('with tensors that stay on a device', () => {
  const folder = temporaryFolder();
  const cpu = createGraphLibrary({ providers: ['cpu'], threads: 1 });
  let model: ModelFiles;
  let dictionaries: DictionaryFiles[];
  let strongest: DictionaryFiles;

  before(async () => {
    model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
    const write = async (name: string, size: number, k?: number): Promise<DictionaryFiles> => {
      const forward = {
        subtractsDecoderBias: true,
        ...(k !== undefined && { activation: { kind: 'topK', k } as const }),
      };
      const options = {
        folder: join(folder, name),
        hookPoint: 'mlp_out.0',
        size,
        width: 16,
        changes: { name, forward },
      };
      return (await writeRandomDictionary(options)).files;
    };
    strongest = await write('strongest', 48, 5);
    dictionaries = [await write('dense', 40), strongest];
  });
  after(() => cpu.close());

  /** Losses [B, T-1] of tokens that a sequence has: what stands behind its end may be anything. */
  const withinSequences = (loss_BT: Float32Array): number[] => {
    const width = batch.positions - 1;
    return lengths.flatMap((length, b) => [...loss_BT.subarray(b * width, b * width + Math.max(0, length - 1))]);
  };
  const edits = (): ActivationEdit[] => [
    ...[3, 7].map((index) => ({
      ...({ kind: 'feature', dictionary: dictionaries[0], index, factor: 0, offset: 2, positions: undefined } as const),
    })),
    { kind: 'vector', hookPoint: 'resid_post.0', vector_D: new Float32Array(16).fill(0.5), positions: undefined },
  ];

  const works: Record<string, (library: GraphLibrary) => Promise<unknown>> = {
    'activations that are read': async (library) => {
      const { tensor, width } = model.model.hookPoints.find(({ name }) => name === 'mlp_out.0')!;
      const graph = await library.openModel(model, [tensor], { returns: [] });
      return readTensors(graph, [{ tensor, width, positions: batch.positions }], { batch });
    },
    'features that are encoded': async (library) => {
      const encoder = await openEncoder(library, { model, dictionaries });
      const encoded = [await encoder.encode(batch), await encoder.encode(batch)];
      await encoder.close();
      return encoded;
    },
    'a measurement': async (library) => {
      const meter = await openMeter(library, { model, dictionaries });
      const {
        dictionaries: found,
        original,
        zeroAblated,
        ...sums
      } = await meter.measure(measured, new Float32Array(16));
      const losses = [original, zeroAblated, ...found].map(({ loss_BT }) => withinSequences(loss_BT));
      const statistics = found.map(({ loss_BT, kl_BT, ...others }) => [others, loss_BT.length, kl_BT.length]);
      const results = [await meter.sum(measured), sums.sum_D, sums.squares_D, statistics, losses];
      await meter.close();
      return results;
    },
    'an intervention, a second one and one that only watches': async (library) => {
      const runs = createEditedRuns(library);
      const watch = [{ dictionary: strongest, indices: [0, 3] }];
      const replaced: ActivationEdit = { kind: 'reconstruction', dictionary: dictionaries[0] };
      return [
        await runs.intervene(model, { batch, edits: edits(), watch }),
        await runs.intervene(model, { batch, edits: edits().slice(1), watch }),
        await runs.intervene(model, { batch, edits: [replaced], watch: [] }),
        await runs.intervene(model, { batch, edits: [], watch }),
      ];
    },
  };

  for (const [what, work] of Object.entries(works)) {
    test(`${what}: as on the CPU, and nothing is left behind`, async () => {
      const [device, library] = pretended();

      assert.deepEqual(await work(library), await work(cpu));

      assert.ok(device.runs > 0);
      assert.equal(device.living, 0);
      await library.close();
    });

    test(`${what}: as on the CPU where only one sequence, or five rows, find memory, and nothing is left behind`, async () => {
      const [device, library] = pretended();
      let refused = 0;
      device.refuses = (_, feeds) => isLarge(feeds) && ++refused > 0;

      assert.deepEqual(await work(library), await work(cpu));

      assert.ok(refused > 0);
      assert.equal(device.living, 0);
      await library.close();
    });

    test(`${what}: as on the CPU where graphs of dictionaries are too large for the device`, async () => {
      const [device, library] = pretended();
      const ofDictionaries = ['change_BTD', 'reconstruction_BTD', 'watched_BTS', 'blocks_NE', 'strength_NK'];
      device.cannotOpen = (outputs) => outputs.some((name) => ofDictionaries.includes(name));

      assert.deepEqual(await work(library), await work(cpu));

      assert.equal(device.living, 0);
      await library.close();
    });

    test(`${what}: nothing is left behind wherever memory ends`, async () => {
      const [device, library] = pretended();
      let isDone = false;
      for (let passing = 0; !isDone && passing < 16; passing++) {
        const first = device.runs;
        device.refuses = (run) => run - first > passing;

        isDone = await work(library).then(() => true, isExhausted);

        assert.equal(device.living, 0, `after ${passing} runs`);
        assert.ok(passing > 1 || !isDone, 'memory ended');
      }
      await library.close();
    });
  }

  function isExhausted(error: unknown): false {
    assert.ok(error instanceof ResearchError && error.code === 'MEMORY_EXHAUSTED', String(error));
    return false;
  }

  test('what is remembered of a text stays there, within its bound, and is used again', async () => {
    const [device, library] = pretended(2 ** 26);
    const runs = createEditedRuns(library);
    const ask = () => runs.intervene(model, { batch, edits: edits(), watch: [] });

    const first = await ask();
    const [living, asked] = [device.living, device.runs];
    const second = await ask();

    assert.ok(living > 0);
    assert.equal(device.living, living);
    assert.deepEqual(second, first);
    assert.ok(device.runs - asked < asked, `${asked} runs, then ${device.runs - asked}`);
    await library.close();
  });

  test('of an intervention nothing comes back but what was asked for', async () => {
    const [device, library] = pretended();
    const outcome = await createEditedRuns(library).intervene(model, { batch, edits: edits(), watch: [] });

    const { after: changed, before: unchanged, kl_BT } = outcome;
    const asked = [changed.loss_BT, unchanged.loss_BT, changed.lastLogits_BV, unchanged.lastLogits_BV, kl_BT];
    const bytes = asked.reduce((sum, { byteLength }) => sum + byteLength, 0);
    // Sequences that are shorter than the batch come back without their padding, and one run has a divergence too many.
    assert.ok(device.fetched <= bytes + kl_BT.byteLength, `${device.fetched} of ${bytes}`);
    await library.close();
  });
});

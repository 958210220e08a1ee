/** The shipped model in float16, changed and measured on a device, beside the CPU. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { describeModelFolder } from '../../engine/index.js';
import type { ActivationEdit, DictionaryFiles, Engine, ModelFiles } from '../../engine/index.js';
import { halveModel } from '../support/half-model.js';
import { copyModelFolder, largestDifference } from '../support/models.js';
import { demo } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import {
  demoBatch,
  device,
  hasDevice,
  openDemoDictionary,
  openTwoProviders,
  refusedAdapter,
} from '../support/two-providers.js';

/**
 * Of the largest value: the device rounds every result to float16's 11 bits, the CPU those that it hands on. Measured on software
 * Vulkan: 20 of the last of these bits, a third of it.
 */
const tolerance = 2 ** -5;

function assertNear(actual: Float32Array, expected: Float32Array, what: string): void {
  const scale = expected.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
  const difference = largestDifference(actual, expected);
  assert.ok(difference <= tolerance * scale, `${what}: ${difference} of ${scale}`);
}

describe(`a float16 model on ${device}`, { skip: !hasDevice }, () => {
  const folder = temporaryFolder();
  const { cpu, gpu, close } = openTwoProviders();
  let model: ModelFiles;
  let dictionary: DictionaryFiles;
  /** Why the device does not compute in float16, as where an adapter has no such shaders. */
  let refusal: string | undefined;
  const batch = demoBatch();
  after(close);

  before(async () => {
    const path = await copyModelFolder(demo('models/demo'), join(folder, 'half'));
    await halveModel(path, { logits: 'float16' });
    const { files: _, ...description } = await describeModelFolder(path);
    model = { folder: path, model: { name: 'half', ...description } };
    dictionary = await openDemoDictionary(folder, 'demo/mlp_out.1/0_512');
    refusal = await gpu.nextTokenLoss_BT(model, batch).then(() => undefined, refusedAdapter);
    if (refusal !== undefined) console.log(`SKIPPED: no float16 on ${device}: ${refusal}`);
  });

  test('losses behind changes at two hook points are near those of the CPU', async (t) => {
    if (refusal !== undefined) return t.skip(refusal);
    const vector_D = new Float32Array(model.model.width).fill(0.25);
    const edits: ActivationEdit[] = [
      { kind: 'vector', hookPoint: 'attn_out.0', vector_D, positions: undefined },
      { kind: 'reconstruction', dictionary },
    ];
    const watch = [{ dictionary, indices: [0, 1, 2, 3] }];
    const ask = (engine: Engine) => engine.intervene(model, { batch, edits, watch });

    const [expected, actual] = [await ask(cpu), await ask(gpu)];

    assertNear(withinLengths(actual.before.loss_BT), withinLengths(expected.before.loss_BT), 'before');
    assertNear(withinLengths(actual.after.loss_BT), withinLengths(expected.after.loss_BT), 'after');
    assertNear(actual.after.lastLogits_BV, expected.after.lastLogits_BV, 'logits');
  });

  test('a dictionary is measured near what the CPU measures', async (t) => {
    if (refusal !== undefined) return t.skip(refusal);
    const all = Uint8Array.from(batch.tokenIds_BT, (_, at) =>
      Number(at % batch.positions < batch.lengths_B[Math.floor(at / batch.positions)]),
    );
    const measured = { ...batch, counted_BT: all, replaced_BT: all, zeroed_BT: all };
    const ask = async (engine: Engine) => {
      const meter = await engine.openMeter(model, [dictionary]);
      const measurement = await meter.measure(measured, new Float32Array(model.model.width));
      await meter.close();
      return measurement;
    };

    const [expected, actual] = [await ask(cpu), await ask(gpu)];

    for (const what of ['original', 'zeroAblated', 'meanAblated'] as const)
      assertNear(withinLengths(actual[what].loss_BT), withinLengths(expected[what].loss_BT), what);
    const [[mine], [its]] = [actual.dictionaries, expected.dictionaries];
    assertNear(withinLengths(mine.loss_BT), withinLengths(its.loss_BT), 'reconstructed');
    assertNear(mine.squaredReconstruction_N, its.squaredReconstruction_N, 'reconstructions');
  });

  /** [B, T-1] without what stands behind each sequence's last pair of tokens. */
  function withinLengths(loss_BT: Float32Array): Float32Array {
    const width = batch.positions - 1;
    return loss_BT.filter((_, at) => at % width < batch.lengths_B[Math.floor(at / width)] - 1);
  }
});

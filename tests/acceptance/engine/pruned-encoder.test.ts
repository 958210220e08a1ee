/** Encoders of prunings: the firings of the whole dictionary without those of the removed features, bit for bit. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ActivationFunction, DictionaryRecord } from '../../../domain/dictionary.js';
import { survivorMask } from '../../../domain/surviving-features.js';
import { createEngine } from '../../../engine/index.js';
import type { Engine, ModelFiles, SparseActivations } from '../../../engine/index.js';
import { createRandom } from '../../../domain/seeded-random.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { writeRandomDictionary } from '../../support/random-dictionary.js';
import { syntheticPruning } from '../../support/synthetic-harvest.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const size = 40;
const k = 4;
const draw = createRandom(11);
const batch = tokenBatch([20, 7, 32].map((length) => Array.from({ length }, () => Math.floor(draw() * 60))));
const gone = Array.from({ length: size }, (_, index) => index).filter(() => draw() < 0.5);

const folder = temporaryFolder();
let engine: Engine;
let model: ModelFiles;
before(async () => {
  model = await copyModel(fixture('models/gpt-neox'), join(folder, 'model'));
  engine = createEngine({ providers: ['cpu'], threads: 1 });
});
after(() => engine.close());

/** What the whole dictionary and its pruning find in the batch. */
async function encodeBoth(activation: ActivationFunction | undefined) {
  const forward = { subtractsDecoderBias: true, activation };
  const kind = activation?.kind ?? 'relu';
  const shape = { hookPoint: 'mlp_out.0', size, width: 16 };
  const { files } = await writeRandomDictionary({ ...shape, folder: join(folder, kind), changes: { forward } });
  const pruned = syntheticPruning(files.dictionary, gone);
  const encoder = await engine.openEncoder(model, [files, { ...files, dictionary: pruned }]);
  const [ofWhole, ofPruned] = await encoder.encode(batch);
  await encoder.close();
  return { ofWhole, ofPruned, pruned };
}

function withoutGone({ row_N, feature_N, activation_N }: SparseActivations, pruned: DictionaryRecord) {
  const survives_F = survivorMask(pruned);
  const isLeft = (_: number, n: number): boolean => survives_F[feature_N[n]] === 1;
  return {
    row_N: row_N.filter(isLeft),
    feature_N: feature_N.filter(isLeft),
    activation_N: activation_N.filter(isLeft),
  };
}

const activations: readonly (ActivationFunction | undefined)[] = [
  undefined,
  { kind: 'topK', k },
  { kind: 'groupMax', k },
];
for (const activation of activations) {
  test(`what is left of a pruning fires as before, and nothing else: ${activation?.kind ?? 'relu'}`, async () => {
    const { ofWhole, ofPruned, pruned } = await encodeBoth(activation);

    assert.deepEqual(ofPruned, withoutGone(ofWhole, pruned));
    assert.ok(ofPruned.row_N.length > 0 && ofPruned.row_N.length < ofWhole.row_N.length);
  });
}

test('a top-k dictionary selects before the removal, so that a token may keep fewer than k', async () => {
  const { ofPruned } = await encodeBoth({ kind: 'topK', k });
  const kept = new Map<number, number>();
  for (const row of ofPruned.row_N) kept.set(row, (kept.get(row) ?? 0) + 1);

  assert.ok([...kept.values()].every((count) => count <= k));
  assert.ok([...kept.values()].some((count) => count < k));
});

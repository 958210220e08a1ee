/** Feature activations of the real dictionaries, read by the engine from the real model, against PyTorch's. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { createEngine } from '../../engine/create-engine.js';
import { writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { dictionaryDigest } from '../../engine/dictionaries/dictionary-digest.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import type { ModelFiles, SparseActivations, TokenBatch } from '../../engine/engine.js';
import { describeModelFolder } from '../../engine/models/describe-model-folder.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Every non-zero [position, feature, value] of one sequence; values have 6 decimals. */
interface Sequence {
  readonly tokenIds: readonly number[];
  readonly nonzero: readonly (readonly [number, number, number])[];
}

/** Reference key and the model folder that the dictionary was trained on. */
const dictionaries: readonly (readonly [string, string])[] = [
  ['real/mlp_out.2/0_512', 'model'],
  ['real/mlp_out.2/0_512_seed1', 'model'],
  ['real/mlp_out.2/1_1024', 'model'],
  ['random/mlp_out.2/0_512', 'model-random'],
  ['random_keep_embed/mlp_out.2/0_512', 'model-random-keep-embeddings'],
  ['real/resid_post.2/gated_512', 'model'],
  ['real/resid_post.2/jump_relu_512', 'model'],
  ['real/resid_post.2/topk_512', 'model'],
  ['real/resid_post.2/batch_topk_512', 'model'],
  ['real/resid_post.2/matryoshka_512', 'model'],
];

if (!hasRealData) console.log('SKIPPED: feature activations of stories260k, the data are absent');

describe('feature activations of stories260k', { skip: !hasRealData }, () => {
  const scratch = temporaryFolder();
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  after(() => engine.close());

  async function openModel(name: string): Promise<ModelFiles> {
    const folder = join(scratch, name);
    cpSync(join(stories260k, name), folder, { recursive: true });
    return { folder, model: { ...(await describeModelFolder(folder)), name } };
  }

  async function importDictionary(key: string, model: string) {
    const imported = await readDictionary(join(stories260k, 'dictionaries', key), { activationWidth: 64 });
    const folder = join(scratch, key);
    await writeDictionaryWeights(folder, imported);
    const hookPoint = key.split('/')[1];
    const places = { hookPoint, outputHookPoint: hookPoint };
    const digest = await dictionaryDigest(imported);
    const { weights: _weights, close, ...rest } = imported;
    await close();
    const dictionary: DictionaryRecord = { ...rest, ...places, name: key, model, digest };
    return { folder, dictionary };
  }

  function referenceOf(key: string): readonly Sequence[] {
    const reference = JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8')) as {
      readonly dictionaries: Readonly<Record<string, { readonly activations: readonly Sequence[] }>>;
    };
    return reference.dictionaries[key].activations;
  }

  for (const [key, modelName] of dictionaries)
    test(`are those of the reference: ${key}`, async () => {
      const model = await openModel(modelName);
      const encoder = await engine.openEncoder(model, [await importDictionary(key, modelName)]);
      const sequences = referenceOf(key);

      const batch = toBatch(sequences);
      const [found] = await encoder.encode(batch);

      assertFirings(found, sequences, batch.positions);
      await encoder.close();
    });
});

function toBatch(sequences: readonly Sequence[]): TokenBatch {
  const positions = Math.max(...sequences.map(({ tokenIds }) => tokenIds.length));
  const tokenIds_BT = new Int32Array(sequences.length * positions);
  sequences.forEach(({ tokenIds }, b) => tokenIds_BT.set(tokenIds, b * positions));
  return { tokenIds_BT, lengths_B: Int32Array.from(sequences, ({ tokenIds }) => tokenIds.length), positions };
}

/** Below this a firing may be missing on either side, and two features that tie for the last place may change places. */
const edge = 1e-5;

interface Stray {
  readonly row: number;
  readonly feature: number;
  readonly activation: number;
}

/** The contract's tolerance, 1e-4 + 1e-5 |f|. */
function assertFirings(found: SparseActivations, sequences: readonly Sequence[], positions: number): void {
  const surplus = new Map<string, Stray>();
  found.activation_N.forEach((activation, n) => {
    const [row, feature] = [found.row_N[n], found.feature_N[n]];
    surplus.set(`${row} ${feature}`, { row, feature, activation });
  });
  const missing: Stray[] = [];
  sequences.forEach(({ nonzero }, b) => {
    for (const [position, feature, activation] of nonzero) {
      const wanted = { row: b * positions + position, feature, activation };
      const place = `${wanted.row} ${feature}`;
      const actual = surplus.get(place)?.activation;
      if (actual === undefined) missing.push(wanted);
      else
        assert.ok(Math.abs(actual - activation) <= 1e-4 + 1e-5 * activation, `${place}: ${actual}, not ${activation}`);
      surplus.delete(place);
    }
  });
  assertTies(
    missing.filter(({ activation }) => activation > edge),
    [...surplus.values()].filter(({ activation }) => activation > edge),
  );
  assert.ok(found.activation_N.length > 100);
}

/** What one side has and the other has not are pairs on one row, as strong as one another to the precision of the model. */
function assertTies(missing: readonly Stray[], surplus: readonly Stray[]): void {
  assert.equal(missing.length, surplus.length);
  for (const { row, feature, activation } of missing)
    assert.ok(
      surplus.some((other) => other.row === row && Math.abs(other.activation - activation) <= edge),
      `feature ${feature} does not fire in row ${row}`,
    );
}

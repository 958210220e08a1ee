/** Feature activations of the real dictionaries, read by the engine from the real model, against PyTorch's. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { createEngine } from '../../engine/create-engine.js';
import { writeDictionaryWeights } from '../../engine/dictionaries/canonical-weights.js';
import { dictionaryDigest } from '../../engine/dictionaries/dictionary-digest.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import type { ModelFiles } from '../../engine/engine.js';
import { describeModelFolder } from '../../engine/models/describe-model-folder.js';
import { assertFirings, type FiredSequence } from '../support/assert-firings.js';
import { tokenBatch } from '../support/models.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

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

  function referenceOf(key: string): readonly FiredSequence[] {
    const reference = JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8')) as {
      readonly dictionaries: Readonly<Record<string, { readonly activations: readonly FiredSequence[] }>>;
    };
    return reference.dictionaries[key].activations;
  }

  for (const [key, modelName] of dictionaries)
    test(`are those of the reference: ${key}`, async () => {
      const model = await openModel(modelName);
      const encoder = await engine.openEncoder(model, [await importDictionary(key, modelName)]);
      const sequences = referenceOf(key);

      const batch = tokenBatch(sequences.map(({ tokenIds }) => tokenIds));
      const [found] = await encoder.encode(batch);

      assertFirings(found, sequences, batch.positions);
      await encoder.close();
    });
});

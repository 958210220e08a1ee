/** All dictionaries of the demonstration, with their models, against the features that PyTorch found active. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createEngine } from '../../engine/create-engine.js';
import { dictionaryDigest, readDictionary, writeDictionaryWeights } from '../../engine/index.js';
import type { DictionaryFiles, ModelFiles } from '../../engine/index.js';
import { assertFirings, type FiredSequence } from '../support/assert-firings.js';
import { copyModel, tokenBatch } from '../support/models.js';
import { demo } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Listed {
  readonly name: string;
  readonly folder: string;
  readonly model: string;
  readonly hookPoint: string;
}

type Features = Readonly<Record<string, { readonly active: FiredSequence['nonzero'] }>>;

interface ReferenceDocument {
  readonly tokenIds: readonly number[];
  readonly features: Features;
  readonly twins: Readonly<Record<string, { readonly features: Features }>>;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(demo(file), 'utf8')) as T;
const { dictionaries } = readJson<{ readonly dictionaries: readonly Listed[] }>('contents.json');
const { documents } = readJson<{ readonly documents: readonly ReferenceDocument[] }>('reference.json');

const scratch = temporaryFolder();
const engine = createEngine({ providers: ['cpu'], threads: 1 });
const models = new Map<string, Promise<ModelFiles>>();
after(() => engine.close());

function openModel(name: string): Promise<ModelFiles> {
  const model = models.get(name) ?? copyModel(demo(`models/${name}`), join(scratch, name));
  models.set(name, model);
  return model;
}

async function importDictionary({ name, folder, model, hookPoint }: Listed): Promise<DictionaryFiles> {
  const imported = await readDictionary(demo(folder));
  const { architecture, size, width, forward, provenance } = imported;
  const target = join(scratch, 'dictionaries', name);
  await writeDictionaryWeights(target, imported);
  const digest = await dictionaryDigest(imported);
  await imported.close();
  const places = { hookPoint, outputHookPoint: hookPoint };
  const dictionary = { name, model, ...places, architecture, size, width, digest, forward, provenance };
  return { folder: target, dictionary };
}

describe('every dictionary of the demonstration fires where PyTorch says', () => {
  assert.equal(dictionaries.length, 11);
  for (const listed of dictionaries)
    test(listed.name, async () => {
      const sequences = documents.map(({ tokenIds, features, twins }) => {
        const found = { ...features, ...twins[listed.model]?.features };
        return { tokenIds, nonzero: found[listed.name].active };
      });
      const encoder = await engine.openEncoder(await openModel(listed.model), [await importDictionary(listed)]);
      const batch = tokenBatch(sequences.map(({ tokenIds }) => tokenIds));

      const [found] = await encoder.encode(batch);

      assertFirings(found, sequences, batch.positions);
      await encoder.close();
    });
});

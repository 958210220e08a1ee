/**
 * Similarities as jobs against reference.json: PyTorch in float32 on the same dictionaries, all vectors and those of features that
 * fire on the held-out contexts. The tolerance is the contract's 1e-5: float32 sums of 64 products.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { SimilarityInput } from '../../domain/similarity.js';
import { createEngine } from '../../engine/index.js';
import { migrations } from '../../migrations/index.js';
import { createServices } from '../../services/create-services.js';
import { openStore } from '../../store/open-store.js';
import { silentLog } from '../support/harvest-workbench.js';
import { writeHeldOut } from '../support/held-out.js';
import { limits } from '../support/open-services.js';
import { hasRealData, stories260k } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

if (!hasRealData) console.log('SKIPPED: similarities of stories260k, the data are absent');

const tolerance = 1e-5;
const modelFolders: Readonly<Record<string, string>> = {
  real: 'model',
  random: 'model-random',
  random_keep_embed: 'model-random-keep-embeddings',
};

interface Expected {
  readonly meanMaxCosine: number;
  readonly reverse: number;
  readonly truthCount?: number;
  readonly queryCount?: number;
  readonly argmaxFirst10?: readonly number[];
}

interface Reference {
  readonly truth: string;
  readonly query: string;
  readonly decoder: Expected;
  readonly encoder: Expected;
  readonly decoderAliveOnHeldout: Expected;
}

describe('similarities of stories260k', { skip: !hasRealData }, async () => {
  const references: readonly Reference[] = hasRealData
    ? JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8')).similarity
    : [];
  const names = [...new Set(references.map(({ truth }) => truth))];
  const folder = temporaryFolder();
  const store = await openStore(folder, { migrations });
  const engine = createEngine({ providers: ['cpu'], threads: 2 });
  const services = createServices({ store, engine, limits, log: silentLog, clock: () => new Date() });
  after(async () => {
    await engine.close();
    await store.close();
  });
  before(async () => {
    await services.imports.importCorpus({ file: writeHeldOut(folder), name: 'heldout' });
    for (const name of names) await importAndHarvest(name);
  });

  async function importAndHarvest(name: string): Promise<void> {
    const [model, hookPoint] = name.split('/');
    await services.imports.importModel({ folder: join(stories260k, modelFolders[model]), name: model });
    await services.imports.importDictionary({ path: join(stories260k, 'dictionaries', name), name, model, hookPoint });
    const shape = { contextsPerFeature: 1, windowTokens: 16, includeSpecialTokens: true };
    const job = services.jobs.startHarvest({ dictionaries: [name], corpus: 'heldout', ...shape });
    assert.equal((await services.jobs.run(job.id)).error, null);
  }

  async function expectNear(input: SimilarityInput, expected: Expected): Promise<void> {
    const { error } = await services.jobs.run(services.similarities.start(input).id);
    assert.equal(error, null);
    const { record } = services.similarities.find(input)!;
    for (const field of ['meanMaxCosine', 'reverse'] as const) {
      const difference = Math.abs(record[field] - expected[field]);
      assert.ok(difference <= tolerance, `${field} is ${record[field]}, the reference ${expected[field]}`);
    }
    for (const field of ['truthCount', 'queryCount'] as const)
      if (expected[field] !== undefined) assert.equal(record[field], expected[field]);
    const best = [...services.similarities.bestMatches(record).subarray(0, 10)];
    if (expected.argmaxFirst10) assert.deepEqual(best, expected.argmaxFirst10);
  }

  for (const { truth, query, decoder, encoder, decoderAliveOnHeldout } of references)
    test(`of ${truth} in ${query} are those of PyTorch`, async () => {
      const alive = { corpus: 'heldout', minFrequency: 0 };
      await expectNear({ truth, query, vectors: 'DECODER' }, decoder);
      await expectNear({ truth, query, vectors: 'ENCODER' }, encoder);
      await expectNear({ truth, query, vectors: 'DECODER', alive }, decoderAliveOnHeldout);
    });
});

/** Similarities of real dictionaries, against what PyTorch computed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createEngine, readDictionary, writeDictionaryWeights } from '../../../engine/index.js';
import type { Comparison, VectorSource } from '../../../engine/index.js';
import { hasRealData, stories260k } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

interface DirectionValues {
  readonly meanMaxCosine: number;
  readonly reverse: number;
  readonly argmaxFirst10: readonly number[];
}
interface SimilarityValues {
  readonly truth: string;
  readonly query: string;
  readonly decoder: DirectionValues;
  readonly encoder: DirectionValues;
}

/** float32 sums of 64 products, and float32 weights on both sides. */
const tolerance = 1e-5;

if (!hasRealData) console.log(`SKIPPED: no real data at ${stories260k}`);

describe('similarities of stories260k', { skip: !hasRealData }, () => {
  const scratch = temporaryFolder();
  const engine = createEngine({ providers: ['cpu'], threads: 2 });
  after(() => engine.close());

  async function sourceOf(name: string, vectors: VectorSource['vectors']): Promise<VectorSource> {
    const folder = join(scratch, name.replaceAll('/', '_'));
    const imported = await readDictionary(join(stories260k, 'dictionaries', name));
    await writeDictionaryWeights(folder, imported);
    await imported.close();
    return { name, folder, vectors };
  }

  async function compare({ truth, query }: SimilarityValues, vectors: VectorSource['vectors']): Promise<Comparison> {
    return engine.compareDictionaries({ truth: await sourceOf(truth, vectors), query: await sourceOf(query, vectors) });
  }

  const reference: readonly SimilarityValues[] = hasRealData
    ? (JSON.parse(readFileSync(join(stories260k, 'reference.json'), 'utf8')) as { similarity: SimilarityValues[] })
        .similarity
    : [];

  for (const values of reference)
    test(`of ${values.truth} and ${values.query} are those of PyTorch`, async () => {
      for (const [vectors, expected] of [
        ['DECODER', values.decoder],
        ['ENCODER', values.encoder],
      ] as const) {
        const { ofTruth, ofQuery } = await compare(values, vectors);
        assert.ok(Math.abs(ofTruth.meanMaxCosine - expected.meanMaxCosine) <= tolerance);
        assert.ok(Math.abs(ofQuery.meanMaxCosine - expected.reverse) <= tolerance);
        assert.deepEqual([...ofTruth.match_N.subarray(0, 10)], expected.argmaxFirst10);
      }
    });

  test('of a real and a random model with other seeds are those of chance', async () => {
    const { meanMaxCosine } = await engine.compareRandomVectors({
      truthCount: 512,
      queryCount: 512,
      width: 64,
      seed: 0,
    });
    const other = reference.find(
      ({ truth, query }) => truth === 'random/mlp_out.2/0_512' && query === 'real/mlp_out.2/0_512_seed1',
    );

    assert.ok(Math.abs(meanMaxCosine.mean - 0.37) < 0.01);
    assert.ok(Math.abs(other!.decoder.meanMaxCosine - meanMaxCosine.mean) < 0.01);
  });
});

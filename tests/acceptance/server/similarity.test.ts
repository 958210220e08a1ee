/**
 * Similarities of shipped dictionaries over GraphQL, against comparing every pair of decoder or encoder vectors in float64. The
 * tolerance is the contract's 1e-5; about 1e-7 is seen.
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { SimilarityInput, SimilarityMatrixInput } from '../../../domain/similarity.js';
import {
  NearestOfDocument,
  SimilarityMatchesDocument,
  SimilarityMatrixOfDocument,
  SimilarityNodeDocument,
  SimilarityOfDocument,
  StartSimilarityDocument,
  StartSimilarityMatrixDocument,
} from '../../generated/operations.js';
import { floatsOf, wordsOf } from '../../support/base64-arrays.js';
import { bestByBruteForce, cosine64 } from '../../support/compared-vectors.js';
import { expectError } from '../../support/expect-error.js';
import { openDemo } from '../../support/open-demo.js';
import { demo } from '../../support/paths.js';
import { openTestWeb } from '../../support/web.js';

const truth = 'demo/mlp_out.2/0_512';
const query = 'demo/mlp_out.2/2_512';
const width = 128;
const size = 512;
const tolerance = 1e-5;
const notMatched = 2 ** 32 - 1;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const isNear = (actual: number | undefined, expected: number, what: string): void =>
  assert.ok(Math.abs(Number(actual) - expected) <= tolerance, `${what} is ${actual}, expected ${expected}`);

async function openSeeds(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [truth, query] });
  const { jobs, similarities, features } = opened.services;
  const web = await openTestWeb(opened.services);
  const vectorsOf = async (dictionary: string, kind: 'decoder_D' | 'encoder_D'): Promise<Float32Array> => {
    const read = await features.vectors(Array.from({ length: size }, (_, index) => ({ dictionary, index })));
    return Float32Array.from(read.flatMap((vectors) => [...vectors[kind]]));
  };
  const compare = async (input: SimilarityInput) => {
    const { state, error } = await jobs.run(similarities.start(input).id);
    assert.equal(state, 'SUCCEEDED', JSON.stringify(error));
  };
  const compareAll = async (input: SimilarityMatrixInput) => {
    const { state, error } = await jobs.run(similarities.startMatrix(input).id);
    assert.equal(state, 'SUCCEEDED', JSON.stringify(error));
  };
  return { ...opened, web, vectorsOf, compare, compareAll };
}

test('a similarity of two seeds is that of every pair, by decoder and by encoder', async (t) => {
  const { web, vectorsOf, services } = await openSeeds(t);
  const missing = await web.read(SimilarityOfDocument, { truth, query });
  assert.equal(missing.similarity, null);

  for (const [vectors, kind] of [
    ['DECODER', 'decoder_D'],
    ['ENCODER', 'encoder_D'],
  ] as const) {
    const { startSimilarity } = await web.read(StartSimilarityDocument, { input: { truth, query, vectors } });
    assert.deepEqual([startSimilarity.kind, startSimilarity.state], ['SIMILARITY', 'QUEUED']);
    assert.deepEqual(startSimilarity.input, { truth, query, vectors });
    await services.jobs.run(services.jobs.nextRunnable()!.id);
    const { similarity } = await web.read(SimilarityOfDocument, { truth, query, vectors });
    const [ofTruth, ofQuery] = [await vectorsOf(truth, kind), await vectorsOf(query, kind)];
    const best = bestByBruteForce(ofTruth, ofQuery, width);
    const cosines = best.map(({ cosine }) => cosine);

    isNear(similarity?.meanMaxCosine, meanOf(cosines), 'mean max cosine');
    isNear(
      similarity?.reverse,
      meanOf(bestByBruteForce(ofQuery, ofTruth, width).map(({ cosine }) => cosine)),
      'reverse',
    );
    const above = cosines.filter((cosine) => cosine > 0.9).length / size;
    assert.equal(similarity?.fractionAbove, above);
    assert.deepEqual([similarity.truthCount, similarity.queryCount, similarity.sameContent], [size, size, false]);
    assert.equal(similarity.provider, 'cpu');
    const [max, argmax] = [floatsOf(similarity.packedMax), wordsOf(similarity.packedArgmax)];
    best.forEach(({ cosine, row, gap }, index) => {
      isNear(max[index], cosine, `cosine ${index}`);
      if (gap > tolerance) assert.equal(argmax[index], row);
    });
    assert.deepEqual(similarity.histogram.edges, [-1, -0.5, 0, 0.5, 1]);
    assert.equal(
      similarity.histogram.counts.reduce((sum, count) => sum + count),
      size,
    );
    assert.equal(similarity.histogram.counts[3], cosines.filter((cosine) => cosine >= 0.5).length);
  }
});

test('beside it stand chance, the one-to-one matching, and the agreement of encoder and decoder', async (t) => {
  const { web, compare, engine, vectorsOf } = await openSeeds(t);
  await compare({ truth, query, vectors: 'DECODER' });
  const alone = (await web.read(SimilarityOfDocument, { truth, query })).similarity;
  await compare({ truth, query, vectors: 'ENCODER' });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query });

  const chance = await engine.compareRandomVectors({ truthCount: size, queryCount: size, width, seed: 0, draws: 8 });
  assert.equal(similarity?.randomBaseline, chance.meanMaxCosine.mean);
  assert.equal(similarity.randomDeviation, chance.meanMaxCosine.deviation);
  assert.deepEqual([similarity.matched.count, similarity.matched.exact], [size, true]);
  assert.ok(similarity.matched.meanCosine <= similarity.meanMaxCosine);
  assert.ok(similarity.matched.fractionAbove >= similarity.fractionAbove - tolerance);
  const best = async (kind: 'decoder_D' | 'encoder_D') =>
    bestByBruteForce(await vectorsOf(truth, kind), await vectorsOf(query, kind), width);
  const [byDecoder, byEncoder] = [await best('decoder_D'), await best('encoder_D')];
  const agreeing = byDecoder.filter(
    ({ row, cosine }, index) => row === byEncoder[index].row && cosine > 0.7 && byEncoder[index].cosine > 0.7,
  );
  assert.equal(alone?.encoderDecoderAgreement, null);
  assert.equal(similarity.encoderDecoderAgreement, agreeing.length / size);
});

test("random vectors like the truth's are drawn once when they are asked for, also of what was compared before", async (t) => {
  const { web, compare, engine, store, services } = await openSeeds(t);
  await compare({ truth, query, vectors: 'DECODER' });
  const before = (await web.read(SimilarityOfDocument, { truth, query })).similarity;
  const input = { truth, query, randomVectors: 'COVARIANCE' } as const;
  const { startSimilarity } = await web.read(StartSimilarityDocument, { input });
  assert.deepEqual(startSimilarity.input, { truth, query, vectors: 'DECODER', randomVectors: 'COVARIANCE' });
  assert.equal((await services.jobs.run(services.jobs.nextRunnable()!.id)).state, 'SUCCEEDED');
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query });

  const folder = store.blobs.dictionaryFolder(store.dictionaries.find(truth)!.digest);
  const like = { name: truth, folder, vectors: 'DECODER' } as const;
  const shape = { truthCount: size, queryCount: size, width, seed: 0, draws: 8 };
  const { meanMaxCosine, reverse } = await engine.compareRandomVectors({ ...shape, like });
  assert.equal(before?.covarianceBaseline, null);
  assert.deepEqual(similarity, {
    ...before,
    covarianceBaseline: {
      randomBaseline: meanMaxCosine.mean,
      randomDeviation: meanMaxCosine.deviation,
      reverseBaseline: reverse.mean,
      reverseDeviation: reverse.deviation,
    },
  });
  const again = (await web.read(StartSimilarityDocument, { input })).startSimilarity;
  assert.deepEqual([again.state, again.results[0].id], ['SUCCEEDED', similarity.id]);
  assert.equal(store.chances.list([]).length, 2);
  services.removal.remove({ kind: 'Dictionary', key: truth });
  assert.equal(store.chances.list([]).length, 1);
});

test('asked again, it is the same job, whose result is the similarity', async (t) => {
  const { web, compare, services } = await openSeeds(t);
  await compare({ truth, query, vectors: 'DECODER' });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query });

  const first = (await web.read(StartSimilarityDocument, { input: { truth, query } })).startSimilarity;
  const again = (await web.read(StartSimilarityDocument, { input: { truth, query } })).startSimilarity;

  assert.deepEqual([first.state, first.progress], ['SUCCEEDED', 1]);
  assert.deepEqual(first.results, [{ __typename: 'Similarity', id: similarity?.id }]);
  assert.deepEqual(again, first);
  assert.equal(services.jobs.page({ first: 10 }).totalCount, 1);
  const { node } = await web.read(SimilarityNodeDocument, { id: similarity!.id });
  assert.deepEqual(node, { __typename: 'Similarity', ...similarity });
});

test('the same content under another name has the same similarity, under the names that were asked for', async (t) => {
  const { web, compare, services } = await openSeeds(t);
  await compare({ truth, query, vectors: 'DECODER' });
  const other = 'demo/other-name';
  await services.imports.importDictionary({
    path: demo('dictionaries/mlp_out.2/2_512'),
    name: other,
    model: 'demo',
    hookPoint: 'mlp_out.2',
  });

  const { similarity } = await web.read(SimilarityOfDocument, { truth, query: other });
  const { startSimilarity } = await web.read(StartSimilarityDocument, { input: { truth, query: other } });

  assert.equal(similarity?.query.name, other);
  assert.equal(similarity.id, (await web.read(SimilarityOfDocument, { truth, query })).similarity?.id);
  assert.equal(startSimilarity.state, 'SUCCEEDED');
  services.removal.remove({ kind: 'Dictionary', key: query });
  assert.equal((await web.read(SimilarityNodeDocument, { id: similarity.id })).node?.__typename, 'Similarity');
  services.removal.remove({ kind: 'Dictionary', key: other });
  assert.equal((await web.read(SimilarityNodeDocument, { id: similarity.id })).node, null);
});

test('matches come in every order, page by page', async (t) => {
  const { web, compare } = await openSeeds(t);
  await compare({ truth, query, vectors: 'DECODER' });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query });
  const [max, argmax] = [floatsOf(similarity!.packedMax), wordsOf(similarity!.packedArgmax)];
  const indices = [...max.keys()];
  const orders = {
    TRUTH_INDEX: indices,
    COSINE_ASC: indices.toSorted((a, b) => max[a] - max[b] || a - b),
    COSINE_DESC: indices.toSorted((a, b) => max[b] - max[a] || a - b),
  };
  for (const [orderBy, expected] of Object.entries(orders)) {
    const read = async (after?: string) =>
      (await web.read(SimilarityMatchesDocument, { truth, query, orderBy: orderBy as 'COSINE_ASC', first: 90, after }))
        .similarity!.matches;
    let page = await read();
    const nodes = [...page.nodes];
    while (page.pageInfo.hasNextPage) {
      page = await read(page.pageInfo.endCursor!);
      nodes.push(...page.nodes);
    }

    assert.deepEqual(
      nodes.map((node) => node.truth.index),
      expected,
    );
    assert.equal(page.totalCount, size);
    for (const { truth: of, query: found, cosine } of nodes) {
      assert.deepEqual([found.index, cosine], [argmax[of.index], max[of.index]]);
      assert.deepEqual([of.dictionary.name, found.dictionary.name], [truth, query]);
    }
  }
  const { endCursor } = (await web.read(SimilarityMatchesDocument, { truth, query, first: 1 })).similarity!.matches
    .pageInfo;
  const wrong = await web.ask(SimilarityMatchesDocument, {
    truth,
    query,
    first: 1,
    orderBy: 'COSINE_ASC',
    after: endCursor,
  });
  assert.equal(wrong.errors?.[0].extensions.code, 'CURSOR_INVALID');
});

test('only features that fire on a corpus are compared when that is asked for, and a new harvest asks anew', async (t) => {
  const { web, compare, services, store, vectorsOf } = await openSeeds(t);
  await services.imports.importCorpus({ file: demo('corpus.jsonl'), name: 'prose' });
  const harvest = async (maxTokens: number) => {
    const shape = { contextsPerFeature: 1, windowTokens: 16, includeSpecialTokens: false, maxTokens };
    const job = services.jobs.startHarvest({ dictionaries: [truth, query], corpus: 'prose', ...shape });
    assert.equal((await services.jobs.run(job.id)).error, null);
  };
  const alive = { corpus: 'prose', minFrequency: 0.02 };
  const refused = await web.ask(SimilarityOfDocument, { truth, query, alive });
  assert.equal(refused.errors?.[0].extensions.code, 'NOT_HARVESTED');
  await harvest(2000);
  await compare({ truth, query, vectors: 'DECODER', alive });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query, alive });

  const aliveIn = (name: string): number[] => {
    const record = services.harvests.find(name, 'prose')!;
    const { firings_F } = store.harvests.open(record.id).columns;
    return [...firings_F.keys()].filter((index) => firings_F[index] / record.tokens > 0.02);
  };
  const [ofTruth, ofQuery] = [aliveIn(truth), aliveIn(query)];
  const [decoder, other] = [await vectorsOf(truth, 'decoder_D'), await vectorsOf(query, 'decoder_D')];
  const select = (matrix: Float32Array, indices: readonly number[]): Float32Array =>
    Float32Array.from(indices.flatMap((index) => [...matrix.subarray(index * width, (index + 1) * width)]));
  const best = bestByBruteForce(select(decoder, ofTruth), select(other, ofQuery), width);
  assert.ok(ofTruth.length > 0 && ofTruth.length < size, String(ofTruth.length));
  assert.deepEqual([similarity?.truthCount, similarity?.queryCount], [ofTruth.length, ofQuery.length]);
  assert.deepEqual([similarity?.aliveCorpus, similarity?.aliveMinFrequency], [{ name: 'prose' }, 0.02]);
  isNear(similarity?.meanMaxCosine, meanOf(best.map(({ cosine }) => cosine)), 'mean max cosine');
  const [max, argmax] = [floatsOf(similarity!.packedMax), wordsOf(similarity!.packedArgmax)];
  assert.equal(max.length, size);
  for (let index = 0; index < size; index++) {
    const place = ofTruth.indexOf(index);
    if (place < 0) assert.deepEqual([max[index], argmax[index]], [NaN, notMatched]);
    else if (best[place].gap > tolerance) assert.equal(argmax[index], ofQuery[best[place].row]);
  }
  await harvest(3000);
  assert.equal((await web.read(SimilarityOfDocument, { truth, query, alive })).similarity, null);
  const nothing = { truth, query, vectors: 'DECODER', alive: { corpus: 'prose', minFrequency: 0.99 } } as const;
  await expectError(() => services.similarities.start(nothing), 'ARGUMENT_INVALID', { at: 'alive' });
});

test('features that a pruning removed take no part, and are not found as nearest', async (t) => {
  const { web, compare, services, vectorsOf } = await openSeeds(t);
  const name = 'demo/pruned';
  const removed = Array.from({ length: 100 }, (_, n) => 5 * n);
  await services.prunings.create({ dictionary: query, name, removeFeatures: removed });
  await compare({ truth, query: name, vectors: 'DECODER' });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query: name });
  const nearest = await web.read(NearestOfDocument, { dictionary: query, indices: [0], among: name, first: 3 });

  const decoder = await vectorsOf(query, 'decoder_D');
  const kept = [...Array(size).keys()].filter((index) => !removed.includes(index));
  const rows = Float32Array.from(kept.flatMap((index) => [...decoder.subarray(index * width, (index + 1) * width)]));
  const best = bestByBruteForce(await vectorsOf(truth, 'decoder_D'), rows, width);
  assert.deepEqual([similarity?.truthCount, similarity?.queryCount], [size, size - removed.length]);
  isNear(similarity?.meanMaxCosine, meanOf(best.map(({ cosine }) => cosine)), 'mean max cosine');
  assert.ok(wordsOf(similarity!.packedArgmax).every((index) => !removed.includes(index)));
  const found = nearest.features.nodes[0].nearest!.map(({ feature }) => feature);
  assert.equal(found.length, 3);
  assert.ok(found.every(({ index, dictionary }) => dictionary.name === name && !removed.includes(index)));
});

test('a dictionary may be compared with itself, which is said', async (t) => {
  const { web, compare } = await openSeeds(t);
  await compare({ truth, query: truth, vectors: 'DECODER' });
  const { similarity } = await web.read(SimilarityOfDocument, { truth, query: truth });

  assert.deepEqual([similarity?.sameContent, similarity?.meanMaxCosine, similarity?.reverse], [true, 1, 1]);
});

test('the nearest features of a page are those of every pair, without the feature itself in its own dictionary', async (t) => {
  const { web, vectorsOf, services } = await openSeeds(t);
  const own = await vectorsOf(truth, 'encoder_D');
  const rowOf = (matrix: Float32Array, index: number) => matrix.subarray(index * width, (index + 1) * width);
  for (const among of [undefined, query]) {
    const other = among === undefined ? own : await vectorsOf(among, 'encoder_D');
    const { features } = await web.read(NearestOfDocument, {
      ...{ dictionary: truth, indices: [3, 200, 511], among, first: 5 },
      vectors: 'ENCODER',
    });

    assert.equal(features.nodes.length, 3);
    for (const { index, nearest } of features.nodes) {
      const cosines = [...Array(size).keys()]
        .filter((feature) => among !== undefined || feature !== index)
        .map((feature) => ({ feature, cosine: cosine64(rowOf(own, index), rowOf(other, feature)) }))
        .sort((a, b) => b.cosine - a.cosine);
      assert.deepEqual(
        nearest?.map(({ feature }) => feature.index),
        cosines.slice(0, 5).map(({ feature }) => feature),
      );
      nearest?.forEach(({ cosine, feature }, rank) => {
        isNear(cosine, cosines[rank].cosine, `cosine ${rank}`);
        assert.equal(feature.dictionary.name, among ?? truth);
      });
    }
  }
  const key = { dictionary: truth, index: 0 };
  const asker = { signal: new AbortController().signal };
  const wanted = { feature: key, vectors: 'DECODER', first: 1000 } as const;
  await expectError(() => services.similarities.nearest([wanted], asker), 'PAGE_SIZE_INVALID');
});

test('a matrix holds every pair both ways, as similarities tell them, and what was found before is not computed again', async (t) => {
  const { web, compare, compareAll, services } = await openSeeds(t);
  const random = 'demo/random';
  await services.controls.createRandomDictionary({ like: truth, name: random, seed: 1 });
  const dictionaries = [truth, random, query];
  await compareAll({ dictionaries, vectors: 'DECODER' });
  const { similarityMatrix } = await web.read(SimilarityMatrixOfDocument, { dictionaries });

  assert.deepEqual(
    similarityMatrix?.dictionaries.map(({ name }) => name),
    dictionaries,
  );
  assert.deepEqual(similarityMatrix?.counts, [size, size, size]);
  for (const [i, a] of dictionaries.entries())
    for (const [j, b] of dictionaries.entries()) {
      await compare({ truth: a, query: b, vectors: 'DECODER' });
      const { similarity } = await web.read(SimilarityOfDocument, { truth: a, query: b });
      assert.equal(similarityMatrix.values[i][j], similarity?.meanMaxCosine, `${a} in ${b}`);
      assert.equal(similarityMatrix.randomBaseline[i][j], similarity?.randomBaseline);
    }
  const { startSimilarityMatrix } = await web.read(StartSimilarityMatrixDocument, { input: { dictionaries } });
  assert.equal(startSimilarityMatrix.state, 'SUCCEEDED');
  assert.deepEqual(startSimilarityMatrix.results, [{ __typename: 'SimilarityMatrix', id: similarityMatrix.id }]);
  assert.equal((await web.read(SimilarityMatrixOfDocument, { dictionaries: [query, truth] })).similarityMatrix, null);
});

test('an interrupted matrix keeps the pairs that were finished', async (t) => {
  const { services, store } = await openSeeds(t);
  await services.controls.createRandomDictionary({ like: truth, name: 'demo/random', seed: 1 });
  const input = { dictionaries: [truth, query, 'demo/random'], vectors: 'DECODER' } as const;
  const { id } = services.similarities.startMatrix(input);
  const controller = new AbortController();
  const running = services.jobs.run(id, { signal: controller.signal });
  while (store.similarityPairs.list([]).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();

  assert.equal((await running).state, 'QUEUED');
  const kept = store.similarityPairs.list([]).map((pair) => pair.id);
  assert.ok(kept.length < 6);
  assert.equal((await services.jobs.run(id)).state, 'SUCCEEDED');
  const all = store.similarityPairs.list([]).map((pair) => pair.id);
  assert.equal(all.length, 6);
  assert.deepEqual(
    all.filter((pair) => kept.includes(pair)),
    kept,
  );
});

test('what cannot be compared is refused with its reason', async (t) => {
  const { services, web } = await openSeeds(t);
  const { similarities } = services;
  const input = { truth, query, vectors: 'DECODER' } as const;

  await expectError(() => similarities.start({ ...input, query: 'demo/mlp_out.2/2_51' }), 'DICTIONARY_NOT_FOUND');
  await expectError(
    () => similarities.start({ ...input, alive: { corpus: 'prose', minFrequency: 0 } }),
    'CORPUS_NOT_FOUND',
  );
  await expectError(() => similarities.startMatrix({ dictionaries: [], vectors: 'DECODER' }), 'ARGUMENT_INVALID');
  const { errors } = await web.ask(NearestOfDocument, { dictionary: truth, indices: [0], among: 'nothing' });
  assert.equal(errors?.[0].extensions.code, 'DICTIONARY_NOT_FOUND');
});

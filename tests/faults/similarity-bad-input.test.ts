/** What similarities say about bad input and damaged files: one clear error with a code, a place and a way to mend it. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openDemo } from '../support/open-demo.js';
import { demo } from '../support/paths.js';
import { randomVectors } from '../support/compared-vectors.js';
import { writeVectorDictionary } from '../support/vector-dictionary.js';
import { openTestWeb } from '../support/web.js';

const truth = 'demo/mlp_out.2/0_512';
const query = 'demo/mlp_out.2/2_512';
const both = `truth: "${truth}", query: "${query}"`;

async function openSeeds(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [truth, query], corpus: 'demo' });
  const { services, store } = opened;
  const web = await openTestWeb(services);
  const refuse = async (operation: string, code: string, { at, says }: { at?: string; says?: RegExp } = {}) => {
    const { status, errors } = await web.ask(operation);
    assert.equal(status, 200, operation);
    assert.equal(errors?.length, 1, operation);
    const [{ message, extensions }] = errors;
    assert.equal(extensions.code, code, `${operation}: ${message}`);
    assert.ok(extensions.fix, operation);
    if (at !== undefined) assert.equal(extensions.at, at, operation);
    if (says) assert.match(message, says, operation);
  };
  const compare = async () => {
    const { id } = services.similarities.start({ truth, query, vectors: 'DECODER' });
    return services.jobs.run(id);
  };
  const folder = store.blobs.dictionaryFolder(store.dictionaries.find(query)!.digest);
  return { ...opened, web, refuse, compare, folder, weights: join(folder, 'weights.safetensors') };
}

test('names that nothing stands for are refused at the argument that gave them, with names like them', async (t) => {
  const { refuse } = await openSeeds(t);
  const near = `${truth}0`;

  await refuse(`{ similarity(truth: "${near}", query: "${query}") { id } }`, 'DICTIONARY_NOT_FOUND', {
    at: 'truth',
    says: /Did you mean "demo\/mlp_out\.2\/0_512"/,
  });
  await refuse(`mutation { startSimilarity(input: { truth: "${truth}", query: "x" }) { id } }`, 'DICTIONARY_NOT_FOUND', { at: 'query' }); // prettier-ignore
  await refuse(`mutation { startSimilarityMatrix(input: { dictionaries: ["${truth}", "x"] }) { id } }`, 'DICTIONARY_NOT_FOUND', { at: 'dictionaries[1]' }); // prettier-ignore
  await refuse(`{ feature(dictionary: "${truth}", index: 0) { nearest(dictionary: "x") { cosine } } }`, 'DICTIONARY_NOT_FOUND', { at: 'dictionary' }); // prettier-ignore
  await refuse(`{ similarity(${both}, alive: { corpus: "dem" }) { id } }`, 'CORPUS_NOT_FOUND', { at: 'alive.corpus', says: /Did you mean "demo"/ }); // prettier-ignore
});

test('an alive rule needs a harvest, a share that can be one, and features that pass', async (t) => {
  const { refuse, services } = await openSeeds(t);
  const asked = (minFrequency: number) => `{ similarity(${both}, alive: { corpus: "demo", minFrequency: ${minFrequency} }) { id } }`; // prettier-ignore

  await refuse(asked(0), 'NOT_HARVESTED', { at: 'alive.corpus' });
  for (const share of [-0.1, 1, 7]) await refuse(asked(share), 'ARGUMENT_INVALID', { at: 'alive.minFrequency' });
  const shape = { contextsPerFeature: 1, windowTokens: 16, includeSpecialTokens: false, maxTokens: 500 };
  const job = services.jobs.startHarvest({ dictionaries: [truth, query], corpus: 'demo', ...shape });
  assert.equal((await services.jobs.run(job.id)).error, null);
  const nothing = `mutation { startSimilarity(input: { ${both}, alive: { corpus: "demo", minFrequency: 0.999 } }) { id } }`; // prettier-ignore
  await refuse(nothing, 'ARGUMENT_INVALID', { at: 'alive', says: /No feature of .* fires on more than 0\.999/ });
});

test('dictionaries of two widths are refused with both, wherever they meet', async (t) => {
  const { refuse, store } = await openSeeds(t);
  const narrow = 'demo/narrow';
  const decoder_FD = new Float32Array(10 * 64).fill(1);
  await writeVectorDictionary({ folder: store.blobs.dictionaryFolder('narrow'), width: 64, decoder_FD });
  store.dictionaries.add({ ...store.dictionaries.find(query)!, name: narrow, digest: 'narrow', size: 10, width: 64 });
  const expected = (at: string) => ({ at, says: /have width 128, those of .* 64/ });

  await refuse(`mutation { startSimilarity(input: { truth: "${truth}", query: "${narrow}" }) { id } }`, 'DICTIONARY_WIDTH_MISMATCH', expected('query')); // prettier-ignore
  await refuse(`{ similarityMatrix(dictionaries: ["${truth}", "${query}", "${narrow}"]) { id } }`, 'DICTIONARY_WIDTH_MISMATCH', expected('dictionaries[2]')); // prettier-ignore
  await refuse(`{ feature(dictionary: "${truth}", index: 0) { nearest(dictionary: "${narrow}") { cosine } } }`, 'DICTIONARY_WIDTH_MISMATCH', expected('dictionary')); // prettier-ignore
});

test('numbers out of range are refused with what is allowed', async (t) => {
  const { refuse, compare } = await openSeeds(t);
  assert.equal((await compare()).state, 'SUCCEEDED');
  const many = Array.from({ length: 65 }, () => `"${truth}"`).join(' ');

  for (const bins of [0, 1001]) await refuse(`{ similarity(${both}) { histogram(bins: ${bins}) { counts } } }`, 'ARGUMENT_INVALID', { at: 'bins' }); // prettier-ignore
  for (const first of [0, 101]) {
    await refuse(`{ similarity(${both}) { matches(first: ${first}) { totalCount } } }`, 'PAGE_SIZE_INVALID');
    await refuse(`{ feature(dictionary: "${truth}", index: 0) { nearest(first: ${first}) { cosine } } }`, 'PAGE_SIZE_INVALID'); // prettier-ignore
  }
  await refuse(`{ similarity(${both}) { matches(after: "nonsense") { totalCount } } }`, 'CURSOR_INVALID');
  await refuse('{ similarityMatrix(dictionaries: []) { id } }', 'ARGUMENT_INVALID', { says: /^0 dictionaries/ });
  await refuse(`{ similarityMatrix(dictionaries: [${many}]) { id } }`, 'ARGUMENT_INVALID', {
    says: /^65 dictionaries/,
  });
});

test('weights that are damaged in the store, by NaN or otherwise, are named as such by jobs and by nearest', async (t) => {
  const { compare, refuse, services, folder, weights } = await openSeeds(t);
  const healthy = readFileSync(weights);
  const notFinite = Buffer.from(healthy);
  notFinite.writeFloatLE(NaN, healthy.byteLength - 4 * 512 * 128);
  const nearest = (from: string, to: string) => `{ feature(dictionary: "${from}", index: 3) { nearest(dictionary: "${to}") { cosine } } }`; // prettier-ignore
  const states: readonly (readonly [Buffer | undefined, RegExp])[] = [
    [notFinite, /not finite in wDec_FD, feature \d+/],
    [healthy.subarray(0, 200_000), /cut off/],
    [healthy.subarray(0, 20), /cut off/],
    [undefined, /cannot be opened/],
  ];
  for (const [bytes, reason] of states) {
    rmSync(weights);
    if (bytes) writeFileSync(weights, bytes);
    const { error } = await compare();
    assert.equal(error?.code, 'STORE_CORRUPT');
    assert.match(error.message, /^The stored weights of "demo\/mlp_out\.2\/2_512" are damaged\. /);
    assert.match(error.message, reason);
    await refuse(nearest(truth, query), 'STORE_CORRUPT', { says: reason });
  }
  await refuse(nearest(query, truth), 'STORE_CORRUPT');

  // As the advice says.
  rmSync(folder, { recursive: true });
  const [path, hookPoint] = [demo('dictionaries/mlp_out.2/2_512'), 'mlp_out.2'];
  await services.imports.importDictionary({ path, name: query, model: 'demo', hookPoint });
  assert.equal((await compare()).state, 'SUCCEEDED');
});

test('a similarity whose file is gone says so, and is made again after its removal', async (t) => {
  const { compare, refuse, services, store, web } = await openSeeds(t);
  const { id } = await compare();
  const asked = `{ similarity(${both}) { meanMaxCosine packedMax } }`;
  const before = await web.ask(`{ similarity(${both}) { meanMaxCosine } }`);
  store.similarityArrays.remove(id);
  await refuse(asked, 'STORE_CORRUPT', { says: /missing/ });
  services.removal.remove({ kind: 'Similarity', key: id });

  assert.deepEqual((await web.ask(asked)).data, { similarity: null });
  assert.notEqual((await compare()).id, id);
  assert.deepEqual((await web.ask(`{ similarity(${both}) { meanMaxCosine } }`)).data, before.data);
});

test('other weights under a name have no similarity yet, and none is found for those that are gone', async (t) => {
  const { compare, services, web } = await openSeeds(t);
  const asked = `{ similarity(${both}) { id } }`;
  assert.equal((await compare()).state, 'SUCCEEDED');
  const found = (await web.ask(asked)).data as { similarity: { id: string } };
  services.removal.remove({ kind: 'Dictionary', key: query });
  const [path, hookPoint] = [demo('dictionaries/mlp_out.1/0_512'), 'mlp_out.2'];
  await services.imports.importDictionary({ path, name: query, model: 'demo', hookPoint });

  assert.deepEqual((await web.ask(asked)).data, { similarity: null });
  assert.deepEqual((await web.ask(`{ node(id: "${found.similarity.id}") { id } }`)).data, { node: null });
});

test('vectors of length 0 are counted, and count with cosine 0, also where there are no others', async (t) => {
  const { services, store, web } = await openSeeds(t);
  const rows = 10;
  for (const [name, zeros] of [
    ['demo/some-zero', 3],
    ['demo/all-zero', rows],
  ] as const) {
    const decoder_FD = randomVectors(rows, 128, 1).fill(0, 0, zeros * 128);
    const digest = name.replace('/', '-');
    await writeVectorDictionary({ folder: store.blobs.dictionaryFolder(digest), width: 128, decoder_FD });
    store.dictionaries.add({ ...store.dictionaries.find(query)!, name, digest, size: rows });
    const input = { truth: name, query, vectors: 'DECODER', randomVectors: 'COVARIANCE' } as const;
    assert.equal((await services.jobs.run(services.similarities.start(input).id)).error, null);
    const { data, errors } = await web.ask(
      `{ similarity(truth: "${name}", query: "${query}") { truthCount truthZeroVectors queryZeroVectors matched { count }
         zero: matches(orderBy: TRUTH_INDEX, first: ${zeros}) { nodes { cosine } } covarianceBaseline { randomBaseline } } }`,
    );

    assert.equal(errors, undefined);
    const { similarity } = data as { similarity: Record<string, unknown> };
    const { truthCount, truthZeroVectors, queryZeroVectors, matched, zero } = similarity;
    assert.deepEqual(
      { truthCount, truthZeroVectors, queryZeroVectors, matched },
      { truthCount: rows, truthZeroVectors: zeros, queryZeroVectors: 0, matched: { count: rows - zeros } },
    );
    assert.deepEqual(zero, { nodes: Array.from({ length: zeros }, () => ({ cosine: 0 })) });
  }
});

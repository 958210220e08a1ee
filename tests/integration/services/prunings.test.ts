/** Making prunings of a dictionary with a harvest, and asking about them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoval } from '../../../services/removal.js';
import type { PruningRequest } from '../../../services/services.js';
import { expectError } from '../../support/expect-error.js';
import { dictionary, openWordHarvest } from '../../support/word-harvest.js';

/** Frequencies of the harvest: 0.004, none, 0.001, 0.3. */
const request: PruningRequest = { dictionary: dictionary.name, name: 'tiny/pruned' };

test('features strictly above and strictly below the frequencies are removed, and the newest harvest is named', async (t) => {
  const { prunings } = await openWordHarvest(t);

  const { size, pruning } = prunings.create({ ...request, maxFrequency: 0.004, minFrequency: 0.001 });

  assert.equal(size, 2);
  assert.deepEqual(pruning, {
    of: dictionary.name,
    root: dictionary.name,
    removed: 2,
    maxFrequency: 0.004,
    minFrequency: 0.001,
    corpus: 'stories',
    indexRange: 4,
    goneIndices: Buffer.of(0b1010).toString('base64'),
  });
});

test('a list is removed whatever its order and however often an index is named, beside what a frequency removes', async (t) => {
  const { prunings } = await openWordHarvest(t);

  const listed = prunings.create({ ...request, name: 'listed', removeFeatures: [2, 1, 2] });
  const both = prunings.create({ ...request, name: 'both', removeFeatures: [2], maxFrequency: 0.1 });

  assert.deepEqual([listed.size, listed.pruning?.removed, listed.pruning?.corpus], [2, 2, undefined]);
  assert.deepEqual([both.size, both.pruning?.goneIndices], [2, Buffer.of(0b1100).toString('base64')]);
});

test('the same removal has the same digest however it came about, and another one another', async (t) => {
  const { prunings } = await openWordHarvest(t);
  const digestOf = (name: string, changes: Partial<PruningRequest>) =>
    prunings.create({ ...request, name, ...changes }).digest;

  const frequent = digestOf('frequent', { maxFrequency: 0.1 });
  const listed = digestOf('listed', { removeFeatures: [3] });
  const chained = digestOf('chained', { dictionary: 'frequent', removeFeatures: [1] });

  assert.equal(listed, frequent);
  assert.equal(digestOf('at-once', { removeFeatures: [1, 3] }), chained);
  assert.equal(new Set([frequent, chained, dictionary.digest]).size, 3);
  assert.equal(digestOf('whole', { removeFeatures: [] }), dictionary.digest);
});

test('a pruning of a pruning names its parent and its root, and counts what it removed itself', async (t) => {
  const { prunings } = await openWordHarvest(t);
  prunings.create({ ...request, name: 'first', removeFeatures: [3] });

  const { size, pruning } = prunings.create({
    ...request,
    dictionary: 'first',
    name: 'second',
    removeFeatures: [0, 3],
  });

  assert.equal(size, 2);
  assert.deepEqual([pruning?.of, pruning?.root, pruning?.removed], ['first', dictionary.name, 1]);
});

test('frequencies of a pruning that was not harvested are those of the dictionary it was made from', async (t) => {
  const { prunings } = await openWordHarvest(t);
  prunings.create({ ...request, name: 'first', removeFeatures: [3] });

  const { pruning } = prunings.create({ ...request, dictionary: 'first', name: 'second', minFrequency: 0.001 });

  assert.deepEqual([pruning?.removed, pruning?.goneIndices], [1, Buffer.of(0b1010).toString('base64')]);
});

test('asked again it is the same thing, and another removal or another way of removing is refused', async (t) => {
  const { store, prunings } = await openWordHarvest(t);
  const made = prunings.create({ ...request, maxFrequency: 0.1 });

  assert.deepEqual(prunings.create({ ...request, maxFrequency: 0.1, corpus: 'stories' }), made);
  for (const changes of [{ maxFrequency: 0.2 }, { maxFrequency: 0.002 }, { removeFeatures: [3] }])
    await expectError(() => prunings.create({ ...request, ...changes }), 'NAME_TAKEN', { at: 'name' });
  await expectError(() => prunings.create({ ...request, name: dictionary.name, removeFeatures: [] }), 'NAME_TAKEN');
  assert.deepEqual(store.dictionaries.names(), [dictionary.name, 'tiny/pruned']);
});

const refused: readonly (readonly [string, Partial<PruningRequest>, Parameters<typeof expectError>[1], RegExp])[] = [
  ['an unknown dictionary', { dictionary: 'tiny/mlp_out.0/b', removeFeatures: [] }, 'DICTIONARY_NOT_FOUND', /Did you/],
  ['an unknown corpus', { corpus: 'story', maxFrequency: 0.1 }, 'CORPUS_NOT_FOUND', /"stories"/],
  ['a corpus it was not harvested on', { corpus: 'unused', maxFrequency: 0.1 }, 'NOT_HARVESTED', /on "unused"/],
  ['a corpus without a frequency', { corpus: 'stories', removeFeatures: [1] }, 'ARGUMENT_INVALID', /no frequency/],
  ['nothing to remove by', {}, 'ARGUMENT_INVALID', /Nothing says/],
  ['a share above 1', { maxFrequency: 1.5 }, 'ARGUMENT_INVALID', /0 to 1/],
  ['a share that is no number', { minFrequency: NaN }, 'ARGUMENT_INVALID', /NaN/],
  ['an index behind the last', { removeFeatures: [0, 4] }, 'FEATURE_NOT_FOUND', /no feature 4.*0 to 3/],
  ['a negative index', { removeFeatures: [-1] }, 'FEATURE_NOT_FOUND', /no feature -1/],
  ['removing everything by list', { removeFeatures: [0, 1, 2, 3] }, 'ARGUMENT_INVALID', /All 4 features/],
  ['removing everything by frequency', { minFrequency: 0.5 }, 'ARGUMENT_INVALID', /All 4 features/],
  ['a name that cannot be used', { name: 'a b', removeFeatures: [] }, 'NAME_INVALID', /"a b"/],
];
for (const [what, changes, code, message] of refused) {
  test(`refuses ${what}, and registers nothing`, async (t) => {
    const { store, prunings } = await openWordHarvest(t);

    await expectError(() => prunings.create({ ...request, ...changes }), code, { message });

    assert.deepEqual(store.dictionaries.names(), [dictionary.name]);
  });
}

test('before any harvest a list can be removed, and a frequency is refused with the command that helps', async (t) => {
  const { prunings, harvest, store } = await openWordHarvest(t);
  store.harvests.remove(harvest.id);

  assert.equal(prunings.create({ ...request, removeFeatures: [0] }).size, 3);
  await expectError(() => prunings.create({ ...request, name: 'other', maxFrequency: 0.1 }), 'NOT_HARVESTED', {
    at: 'dictionary',
  });
});

test('a feature that was removed is not found, not annotated and not spelled out; the others are', async (t) => {
  const { prunings, features } = await openWordHarvest(t);
  prunings.create({ ...request, removeFeatures: [1] });
  const key = (index: number) => ({ dictionary: request.name, index });

  assert.deepEqual(
    [0, 1, 2, 3, 4].map((index) => features.find(key(index))?.index),
    [0, undefined, 2, 3, undefined],
  );
  features.annotate(key(3), 'the third', 'ann');
  await expectError(() => features.annotate(key(1), 'a note', 'ann'), 'FEATURE_NOT_FOUND', { message: /was removed/ });
  await expectError(() => features.vectors([key(0), key(1)]), 'FEATURE_NOT_FOUND', { message: /was removed/ });
});

test('what prunings were made from can only be removed after them, from the end of the chain', async (t) => {
  const { store, catalog, prunings } = await openWordHarvest(t);
  const removal = createRemoval({ store, catalog });
  const remove = (name: string) => removal.remove({ kind: 'Dictionary', key: name });
  prunings.create({ ...request, name: 'first', maxFrequency: 0.1 });
  prunings.create({ ...request, dictionary: 'first', name: 'second', removeFeatures: [0] });

  await expectError(() => remove(dictionary.name), 'IN_USE', { message: /"first"/ });
  await expectError(() => remove('first'), 'IN_USE', { message: /"second"/ });
  await expectError(() => removal.remove({ kind: 'Corpus', key: 'stories' }), 'IN_USE', { message: /"first"/ });
  for (const name of ['second', 'first', dictionary.name]) remove(name);

  assert.deepEqual(store.dictionaries.names(), []);
});

/** Importing models, dictionaries and corpora into a real store. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { createCatalog } from '../../../services/catalog.js';
import { createImports } from '../../../services/imports/index.js';
import { expectError } from '../../support/expect-error.js';
import { npy } from '../../support/npy.js';
import { demo, fixture } from '../../support/paths.js';
import { storedZip } from '../../support/stored-zip.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { openTestStore } from '../../support/with-store.js';

async function openImports(t: TestContext) {
  const store = await openTestStore(t);
  const catalog = createCatalog({ store, limits: { maxPageSize: 100 } });
  return { store, catalog, imports: createImports({ store, catalog }) };
}

async function withModel(t: TestContext) {
  const opened = await openImports(t);
  const model = await opened.imports.importModel({ folder: demo('models/demo'), name: 'demo' });
  return { ...opened, model };
}

function fileOf(t: TestContext, content: string | Uint8Array, name = 'corpus.jsonl'): string {
  const file = join(temporaryFolder(t), name);
  writeFileSync(file, content);
  return file;
}

/** The shipped model with another tokenizer.json of equal meaning: one more space. */
function folderWithOtherTokenizer(t: TestContext): string {
  const folder = join(temporaryFolder(t), 'model');
  cpSync(demo('models/demo'), folder, { recursive: true });
  const tokenizer = join(folder, 'tokenizer.json');
  writeFileSync(tokenizer, `${readFileSync(tokenizer, 'utf8')} `);
  return folder;
}

test('a model is registered with its files in the store, whatever becomes of the folder it came from', async (t) => {
  const { store, imports } = await openImports(t);
  const folder = join(temporaryFolder(t), 'model');
  cpSync(demo('models/demo'), folder, { recursive: true });

  const model = await imports.importModel({ folder, name: 'demo' });
  rmSync(folder, { recursive: true });

  assert.equal(model.architecture, 'gpt_neox');
  assert.equal(model.width, 128);
  assert.ok(model.hookPoints.some(({ name }) => name === 'mlp_out.1'));
  assert.deepEqual(store.models.find('demo'), model);
  for (const file of [model.graphFile, 'config.json', 'tokenizer.json']) {
    assert.deepEqual(
      readFileSync(join(store.blobs.modelFolder(model.digest), file)),
      readFileSync(join(demo('models/demo'), file)),
    );
  }
});

test('the same model under the same name is the same record, and its content is kept once under two names', async (t) => {
  const { store, imports, model } = await withModel(t);

  assert.deepEqual(await imports.importModel({ folder: demo('models/demo'), name: 'demo' }), model);
  const twin = await imports.importModel({ folder: demo('models/demo'), name: 'twin' });

  assert.deepEqual(twin, { ...model, name: 'twin' });
  assert.deepEqual(store.models.names(), ['demo', 'twin']);
});

test('importing again mends files of the store that were cut short or are gone', async (t) => {
  const { store, imports, model } = await withModel(t);
  const record = await imports.importDictionary({ ...dictionary, hookPoint: 'mlp_out.1' });
  const weights = join(store.blobs.dictionaryFolder(record.digest), 'weights.safetensors');
  const files = [model.graphFile, 'tokenizer.json'].map((file) => join(store.blobs.modelFolder(model.digest), file));
  const importAgain = async (): Promise<void> => {
    assert.deepEqual(await imports.importModel({ folder: demo('models/demo'), name: 'demo' }), model);
    assert.deepEqual(await imports.importDictionary({ ...dictionary, hookPoint: 'mlp_out.1' }), record);
  };

  for (const file of [...files, weights]) {
    const whole = readFileSync(file);
    chmodSync(file, 0o644);
    truncateSync(file, whole.length >> 1);
    await importAgain();
    assert.deepEqual(readFileSync(file), whole, file);
  }
  rmSync(store.blobs.modelFolder(model.digest), { recursive: true });
  rmSync(store.blobs.dictionaryFolder(record.digest), { recursive: true });
  await importAgain();
  for (const file of [...files, weights]) assert.ok(existsSync(file));
});

test('a control names its model, which must exist and have the same shape', async (t) => {
  const { imports } = await withModel(t);
  const control = { of: 'demo', scheme: 'ALL', seed: 3 } as const;

  const twin = await imports.importModel({ folder: demo('models/demo'), name: 'demo-control', control });

  assert.deepEqual(twin.control, control);
  await expectError(
    () => imports.importModel({ folder: demo('models/demo'), name: 'other', control: { ...control, of: 'demi' } }),
    'MODEL_NOT_FOUND',
    { message: /Did you mean "demo"/ },
  );
  await expectError(() => imports.importModel({ folder: demo('models/demo'), name: 'demo-control' }), 'NAME_TAKEN', {
    at: 'name',
  });
});

test('weights that are there with another tokenizer are refused, and nothing is registered', async (t) => {
  const { store, imports } = await withModel(t);
  const folder = folderWithOtherTokenizer(t);

  await expectError(() => imports.importModel({ folder, name: 'other' }), 'ARGUMENT_INVALID', {
    message: /another tokenizer\.json/,
  });
  await expectError(() => imports.importModel({ folder, name: 'demo' }), 'NAME_TAKEN');
  assert.deepEqual(store.models.names(), ['demo']);
});

test('a model folder that is missing, damaged or badly named is refused, and nothing is left in the store', async (t) => {
  const { store, imports } = await openImports(t);
  const broken = folderWithOtherTokenizer(t);
  writeFileSync(join(broken, 'tokenizer.json'), readFileSync(demo('models/demo/tokenizer.json')).subarray(0, 500));

  await expectError(() => imports.importModel({ folder: demo('nothing'), name: 'demo' }), 'FILE_NOT_FOUND');
  await expectError(() => imports.importModel({ folder: demo('models/demo'), name: 'a b' }), 'NAME_INVALID');
  await assert.rejects(imports.importModel({ folder: broken, name: 'demo' }), /tokenizer\.json/);
  assert.deepEqual(store.models.names(), []);
});

const dictionary = { path: demo('dictionaries/mlp_out.1/0_512'), name: 'demo/mlp_out.1/0_512', model: 'demo' };

test('a dictionary is registered at the hook point that was asked for, with canonical weights in the store', async (t) => {
  const { store, imports } = await withModel(t);

  const record = await imports.importDictionary({ ...dictionary, hookPoint: 'mlp_out.1' });

  assert.deepEqual([record.architecture, record.size, record.width], ['STANDARD', 512, 128]);
  assert.deepEqual([record.model, record.hookPoint, record.outputHookPoint], ['demo', 'mlp_out.1', 'mlp_out.1']);
  assert.deepEqual(store.dictionaries.find(record.name), record);
  assert.ok(existsSync(store.blobs.dictionaryFolder(record.digest)));
  assert.deepEqual(await imports.importDictionary({ ...dictionary, hookPoint: 'mlp_out.1' }), record);
});

test("the hook point is taken from the file's own configuration, or asked for where the file is silent", async (t) => {
  const { imports } = await withModel(t);
  const { hookPoint } = await imports.importDictionary(dictionary);
  const silent = join(temporaryFolder(t), 'silent');
  mkdirSync(silent);
  cpSync(join(dictionary.path, 'ae.pt'), join(silent, 'ae.pt'));

  assert.equal(hookPoint, 'mlp_out.1');
  await expectError(() => imports.importDictionary({ ...dictionary, path: silent, name: 'b' }), 'ARGUMENT_INVALID', {
    at: 'hookPoint',
  });
});

test('another library names the hook point, and it is stored under our name', async (t) => {
  const { imports } = await withModel(t);

  const record = await imports.importDictionary({ ...dictionary, hookPoint: 'blocks.1.hook_mlp_out' });

  assert.equal(record.hookPoint, 'mlp_out.1');
});

/** A transcoder of four features as Gemma Scope stores it. */
function transcoderOf(t: TestContext, width: number, outputWidth: number): string {
  const shapes = { W_enc: [width, 4], b_enc: [4], W_dec: [4, outputWidth], b_dec: [outputWidth], threshold: [4] };
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const data = new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(0.5);
    return { name: `${name}.npy`, content: npy({ shape, data }) };
  });
  return fileOf(t, storedZip(entries), 'params.npz');
}

test('a transcoder is registered between two hook points, whose widths must be its own', async (t) => {
  const { imports, model } = await withModel(t);
  const request = { path: transcoderOf(t, 128, 512), name: 'demo/transcoder', model: 'demo' };
  const places = { hookPoint: 'blocks.1.ln2.hook_normalized', outputHookPoint: 'mlp_hidden.1' };
  const transcoder = { ...request, ...places, architecture: 'TRANSCODER' } as const;

  const record = await imports.importDictionary(transcoder);

  assert.equal(model.hookPoints.find(({ name }) => name === 'mlp_hidden.1')?.width, 512);
  assert.deepEqual([record.hookPoint, record.outputHookPoint], ['mlp_in.1', 'mlp_hidden.1']);
  assert.deepEqual([record.width, record.outputWidth], [128, 512]);
  assert.deepEqual(await imports.importDictionary(transcoder), record);
  const at = 'outputHookPoint';
  const refused = (changes: object) => imports.importDictionary({ ...transcoder, name: 'other', ...changes });
  await expectError(() => refused({ outputHookPoint: undefined }), 'ARGUMENT_INVALID', { at });
  await expectError(() => refused({ outputHookPoint: 'mlp_out.9' }), 'HOOK_POINT_UNKNOWN', { at });
  await expectError(() => refused({ outputHookPoint: 'mlp_out.1' }), 'DICTIONARY_WIDTH_MISMATCH', {
    at,
    message: /writes a width of 512, mlp_out\.1 of "demo" is 128 wide/,
  });
  await expectError(
    () => imports.importDictionary({ ...dictionary, outputHookPoint: 'mlp_out.1' }),
    'ARGUMENT_INVALID',
    {
      at,
      message: /STANDARD writes where it reads/,
    },
  );
});

test('a dictionary is refused with what is wrong: model, hook point, width, name', async (t) => {
  const { store, imports } = await withModel(t);
  await imports.importDictionary(dictionary);

  await expectError(() => imports.importDictionary({ ...dictionary, model: 'dem' }), 'MODEL_NOT_FOUND', {
    message: /Did you mean "demo"/,
  });
  await expectError(
    () => imports.importDictionary({ ...dictionary, name: 'b', hookPoint: 'mlp_out.7' }),
    'HOOK_POINT_UNKNOWN',
    { message: /mlp_out\.1/, at: 'hookPoint' },
  );
  await expectError(
    () =>
      imports.importDictionary({
        ...dictionary,
        path: fixture('dictionaries/auto-encoder'),
        name: 'b',
        hookPoint: 'mlp_out.1',
      }),
    'DICTIONARY_WIDTH_MISMATCH',
    { message: /\b128\b/ },
  );
  await expectError(() => imports.importDictionary({ ...dictionary, hookPoint: 'mlp_out.0' }), 'NAME_TAKEN');
  const other = { ...dictionary, path: demo('dictionaries/resid_post.1/0_512') };
  await expectError(() => imports.importDictionary(other), 'NAME_TAKEN');
  assert.equal(readdirSync(join(store.folder, 'dictionaries')).length, 1);
  await expectError(
    () => imports.importDictionary({ ...dictionary, path: demo('nothing'), name: 'b' }),
    'FILE_NOT_FOUND',
  );
  assert.deepEqual(store.dictionaries.names(), [dictionary.name]);
});

test('a corpus is registered with its documents in their order', async (t) => {
  const { store, imports } = await openImports(t);
  const file = fileOf(t, '{"id": "b", "text": "Two."}\n{"text": "One."}\n{"tokenIds": [5, 6]}\n');

  const record = await imports.importCorpus({ file, name: 'small' });

  const documents = [];
  for await (const document of store.corpora.read(record.digest)) documents.push(document);
  assert.equal(record.documents, 3);
  assert.deepEqual(documents, [
    { id: 'b', text: 'Two.' },
    { id: 'line-2', text: 'One.' },
    { id: 'line-3', tokenIds: [5, 6] },
  ]);
  assert.deepEqual(store.corpora.find('small'), record);
});

test('the same documents are the same corpus however the file spells them; others are refused under its name', async (t) => {
  const { store, imports } = await openImports(t);
  const record = await imports.importCorpus({ file: fileOf(t, '{"id": "a", "text": "é"}\n'), name: 'small' });
  const respelled = fileOf(t, '\ufeff{"text":"\\u00e9","id":"a","extra":1}\r\n');

  assert.deepEqual(await imports.importCorpus({ file: respelled, name: 'small' }), record);
  await expectError(() => imports.importCorpus({ file: fileOf(t, '{"text": "x"}'), name: 'small' }), 'NAME_TAKEN');
  assert.deepEqual(store.corpora.names(), ['small']);
  assert.deepEqual(readdirSync(join(store.folder, 'corpora')), [`${record.digest}.jsonl`]);
});

test('a bad line registers nothing, and a corrected file is imported after it', async (t) => {
  const { store, imports } = await openImports(t);
  const bad = fileOf(t, '{"text": "One."}\n{"text": "Two."\n');

  await expectError(() => imports.importCorpus({ file: bad, name: 'small' }), 'CORPUS_LINE_INVALID', {
    at: `${bad}:2`,
  });
  await expectError(() => imports.importCorpus({ file: fileOf(t, ''), name: 'small' }), 'CORPUS_EMPTY');
  await expectError(() => imports.importCorpus({ file: fileOf(t, 'x', 'a.txt'), name: '/small' }), 'NAME_INVALID');
  assert.deepEqual(store.corpora.names(), []);
  assert.equal((await imports.importCorpus({ file: fileOf(t, 'One.', 'a.txt'), name: 'small' })).documents, 1);
});

/** Files of every container that were cut off or damaged on their way: one clear error, or the same dictionary. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ResearchError } from '../../domain/errors.js';
import { dictionaryDigest } from '../../engine/dictionaries/dictionary-digest.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import { changedFixture, formatFixture } from '../support/format-fixtures.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

async function digestOf(path: string): Promise<string> {
  const dictionary = await readDictionary(path);
  try {
    return await dictionaryDigest(dictionary);
  } finally {
    await dictionary.close();
  }
}

/** The digest of the dictionary, or the error that refuses it; anything else fails the test. */
async function outcome(path: string, bytes: Uint8Array, place: string): Promise<string> {
  writeFileSync(path, bytes);
  try {
    return await digestOf(path);
  } catch (error) {
    assert.ok(error instanceof ResearchError, `${place}: ${String(error)}`);
    assert.ok(
      ['DICTIONARY_FILE_INVALID', 'UNSUPPORTED_DICTIONARY', 'PICKLE_FORBIDDEN'].includes(error.code),
      error.code,
    );
    return error.code;
  }
}

describe('a dictionary in a damaged file', () => {
  for (const [name, file] of [
    ['gemma-scope', 'params.npz'],
    ['gemma-scope-deflated', 'params.npz'],
    ['openai-top-k', '2.pt'],
  ]) {
    const whole = readFileSync(join(formatFixture(name), file));
    const path = join(scratch, `${name}-${file}`);

    test(`that is cut off is refused: ${name}`, async () => {
      for (let length = 0; length < whole.length; length += 101)
        assert.equal(await outcome(path, whole.subarray(0, length), `${length}`), 'DICTIONARY_FILE_INVALID');
    });

    test(`with a changed byte is refused, or is the same: ${name}`, async () => {
      const digest = await digestOf(join(formatFixture(name), file));
      let refused = 0;
      for (let position = 0; position < whole.length; position += 11) {
        const damaged = Buffer.from(whole);
        damaged[position] ^= 1 << (position % 8);
        const found = await outcome(path, damaged, `byte ${position}`);
        if (found !== digest) refused++;
        assert.ok(found === digest || !/^[0-9a-f]{64}$/.test(found), `byte ${position}: another dictionary`);
      }
      assert.ok(refused > 0);
    });
  }

  test('whose configuration is cut off at any place is refused with the path of the configuration', async () => {
    const folder = changedFixture(scratch, 'saelens-jumprelu', { file: 'cfg.json', change: () => undefined });
    const whole = readFileSync(join(folder, 'cfg.json'), 'utf8');
    for (let length = 0; length < whole.length; length += 7) {
      writeFileSync(join(folder, 'cfg.json'), whole.slice(0, length));
      await assert.rejects(readDictionary(folder), { code: 'DICTIONARY_FILE_INVALID', at: join(folder, 'cfg.json') });
    }
  });
});

/** Dictionary files that were cut off or damaged on their way: one clear error, never a crash or a wrong dictionary. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ResearchError } from '../../domain/errors.js';
import { dictionaryDigest } from '../../engine/dictionaries/dictionary-digest.js';
import { readDictionary } from '../../engine/dictionaries/read-dictionary.js';
import { expectError } from '../support/expect-error.js';
import { dictionaryFixture } from '../support/reference-dictionary.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const scratch = temporaryFolder();

interface Subject {
  readonly bytes: Buffer;
  /** Reads the dictionary with these bytes as its tensors. */
  readonly readWith: (bytes: Uint8Array) => Promise<string>;
}

function subject(name: string, tensorFile: string, configFile: string): Subject {
  const folder = join(scratch, name);
  mkdirSync(folder);
  copyFileSync(join(dictionaryFixture(name), configFile), join(folder, configFile));
  const readWith = async (bytes: Uint8Array) => {
    writeFileSync(join(folder, tensorFile), bytes);
    const dictionary = await readDictionary(folder);
    try {
      return await dictionaryDigest(dictionary);
    } finally {
      await dictionary.close();
    }
  };
  return { bytes: readFileSync(join(dictionaryFixture(name), tensorFile)), readWith };
}

const subjects = [
  subject('auto-encoder', 'ae.pt', 'config.json'),
  subject('interrupted-backup', 'ae.pt', 'config.json'),
  subject('saelens-6', 'sae_weights.safetensors', 'cfg.json'),
];

describe('a dictionary file', () => {
  test('that is cut off at any place is refused as damaged, with its path', async () => {
    for (const { bytes, readWith } of subjects)
      for (let length = 0; length < bytes.length; length += 97)
        await expectError(() => readWith(bytes.subarray(0, length)), 'DICTIONARY_FILE_INVALID', {
          message: /(ae\.pt|sae_weights\.safetensors)" (is cut off|has)/,
        });
  });

  test('of PyTorch with any changed byte is refused, or gives the same dictionary', async () => {
    for (const { bytes, readWith } of subjects.slice(0, 2)) {
      const whole = await readWith(bytes);
      let refused = 0;
      for (let position = 0; position < bytes.length; position += 7) {
        const damaged = Buffer.from(bytes);
        damaged[position] ^= 1 << (position % 8);
        try {
          assert.equal(await readWith(damaged), whole, `byte ${position}`);
        } catch (error) {
          assert.ok(error instanceof ResearchError, `byte ${position}: ${String(error)}`);
          refused++;
        }
      }
      assert.ok(refused > 0);
    }
  });

  test('with a number that is not finite is refused, with the tensor', async () => {
    const { bytes, readWith } = subjects[2];
    for (const value of [NaN, Infinity, -Infinity]) {
      const damaged = Buffer.from(bytes);
      damaged.writeFloatLE(value, damaged.length - 4);

      await expectError(() => readWith(damaged), 'DICTIONARY_FILE_INVALID', {
        message: new RegExp(`holds ${value} in its tensor "b_dec"`),
      });
    }
  });

  test('that is whole again is read again', async () => {
    for (const { bytes, readWith } of subjects) assert.match(await readWith(bytes), /^[0-9a-f]{64}$/);
  });
});

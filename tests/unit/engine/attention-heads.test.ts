/** The number of attention heads, as config.json of a model's folder says. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAttentionHeads } from '../../../engine/index.js';
import { expectError } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const sizes = { model_type: 'm', hidden_size: 8, num_hidden_layers: 1, vocab_size: 9, max_position_embeddings: 16 };

function folderWith(config: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...sizes, ...config }));
  return folder;
}

test('heads are those of the queries, under either name', async () => {
  assert.equal(await readAttentionHeads(folderWith({ num_attention_heads: 8, num_key_value_heads: 4 })), 8);
  assert.equal(await readAttentionHeads(folderWith({ n_head: 2 })), 2);
});

test('a config.json without heads is refused', async () => {
  await expectError(() => readAttentionHeads(folderWith({})), 'MODEL_FILE_INVALID', { message: /attention heads/ });
});

/** Opens the tokenizer of a model's folder. */
import { join } from 'node:path';
import { Tokenizer as TokenizerLibrary } from '@huggingface/tokenizers';
import type { Tokenizer } from '../engine.js';
import type { JsonObject } from '../json-object.js';
import { ModelTokenizer } from './model-tokenizer.js';
import { spellingOf } from './token-bytes.js';
import { invalidTokenizer, readOptionalJson, readTokenizerFile } from './tokenizer-file.js';
import type { TokenizerFile } from './tokenizer-file.js';
import { buildVocabulary } from './vocabulary.js';

/**
 * The tokenizer of `tokenizer.json` (and `tokenizer_config.json` where there is one) in the folder. Throws FILE_NOT_FOUND,
 * or TOKENIZER_INVALID for a damaged file and for one whose tokens have no exact bytes.
 */
export async function openTokenizer(folder: string): Promise<Tokenizer> {
  const file = await readTokenizerFile(join(folder, 'tokenizer.json'));
  const config = await readOptionalJson(join(folder, 'tokenizer_config.json'));
  const { leadingSpaces } = spellingOf(file);
  const vocabulary = buildVocabulary(file);
  try {
    return new ModelTokenizer({ library: createLibrary(file, config), vocabulary, leadingSpaces });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw invalidTokenizer(file.path, `cannot be used (${why})`, cause);
  }
}

function createLibrary({ content }: TokenizerFile, config: JsonObject): TokenizerLibrary {
  const absent = { decoder: null, post_processor: null, pre_tokenizer: null, normalizer: null, added_tokens: [] };
  return new TokenizerLibrary({ ...absent, ...content }, config);
}

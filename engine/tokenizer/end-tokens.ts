/** The tokens with which a model ends a text. */
import { join } from 'node:path';
import type { Tokenizer } from '../engine.js';
import { isJsonObject } from '../json-object.js';
import { readOptionalJson } from './tokenizer-file.js';

/**
 * Ids of `eos_token_id` in config.json, a number or a list, and of `eos_token` in tokenizer_config.json, a text or an added token;
 * empty where neither names one.
 */
export async function readEndTokenIds(folder: string, tokenizer: Tokenizer): Promise<ReadonlySet<number>> {
  const config = await readOptionalJson(join(folder, 'config.json'));
  const tokenizerConfig = await readOptionalJson(join(folder, 'tokenizer_config.json'));
  const ids = [config.eos_token_id].flat().filter((id) => typeof id === 'number');
  return new Set([...ids, ...idsOf(tokenizerConfig.eos_token, tokenizer)]);
}

function idsOf(token: unknown, tokenizer: Tokenizer): readonly number[] {
  const text: unknown = isJsonObject(token) ? token.content : token;
  if (typeof text !== 'string') return [];
  return tokenizer.idsOfText(text).filter((id) => tokenizer.specialTokenIds.has(id));
}

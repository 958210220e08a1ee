/** A model's tokenizer.json: what is read of it, checked. */
import { access, readFile } from 'node:fs/promises';
import { ResearchError } from '../../domain/errors.js';
import { decodeJsonObject, isJsonObject } from '../json-object.js';
import type { JsonObject } from '../json-object.js';

export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly special: boolean;
}

export interface TokenizerFile {
  readonly path: string;
  /** The whole file. */
  readonly content: JsonObject;
  /** Ids of the model's own vocabulary by spelling. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly addedTokens: readonly AddedToken[];
  /** The steps of the decoder in order; a sequence of steps is resolved. */
  readonly decoderSteps: readonly JsonObject[];
}

/** Far above any vocabulary; tables by id have this length at most. */
const largestId = 2 ** 24;

/** The others lose characters that they do not know. */
const modelTypes: readonly unknown[] = ['BPE', 'Unigram'];

/** Throws FILE_NOT_FOUND, or TOKENIZER_INVALID with the path and what is wrong. */
export async function readTokenizerFile(path: string): Promise<TokenizerFile> {
  const content = await readJsonObject(path);
  return {
    path,
    content,
    vocabulary: toVocabulary(content.model, path),
    addedTokens: toAddedTokens(content.added_tokens ?? [], path),
    decoderSteps: toSteps(content.decoder, path),
  };
}

export async function readJsonObject(path: string): Promise<JsonObject> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ResearchError('FILE_NOT_FOUND', `The file "${path}" cannot be read.`, { at: path, cause });
  });
  try {
    return decodeJsonObject(bytes);
  } catch (cause) {
    throw invalidTokenizer(path, 'is not a JSON object', cause);
  }
}

/** The file's object, empty where there is no file. Throws TOKENIZER_INVALID for one that holds none. */
export async function readOptionalJson(path: string): Promise<JsonObject> {
  const exists = await access(path).then(
    () => true,
    () => false,
  );
  return exists ? readJsonObject(path) : {};
}

/** `why` continues the sentence `The tokenizer "..." `. */
export function invalidTokenizer(path: string, why: string, cause?: unknown): ResearchError {
  return new ResearchError('TOKENIZER_INVALID', `The tokenizer "${path}" ${why}.`, { at: path, cause });
}

function toVocabulary(model: unknown, path: string): Map<string, number> {
  if (!isJsonObject(model)) throw invalidTokenizer(path, 'has no model');
  if (!modelTypes.includes(model.type))
    throw invalidTokenizer(
      path,
      `has a model of the type ${JSON.stringify(model.type)}, not ${modelTypes.join(' or ')}`,
    );
  // Unigram models list their tokens with scores; the others map them to ids.
  const entries = Array.isArray(model.vocab)
    ? model.vocab.map((entry: unknown, id): [unknown, unknown] => [Array.isArray(entry) ? entry[0] : undefined, id])
    : Object.entries(isJsonObject(model.vocab) ? model.vocab : {});
  if (entries.length === 0) throw invalidTokenizer(path, 'has no vocabulary');
  const vocabulary = new Map<string, number>();
  for (const [token, id] of entries) {
    if (typeof token !== 'string' || !isId(id))
      throw invalidTokenizer(path, `gives the token ${JSON.stringify(token)} the id ${JSON.stringify(id)}`);
    vocabulary.set(token, id);
  }
  return vocabulary;
}

function toAddedTokens(list: unknown, path: string): AddedToken[] {
  if (!Array.isArray(list)) throw invalidTokenizer(path, 'has added_tokens that are no list');
  return list.map((entry: unknown) => {
    if (!isJsonObject(entry) || !isId(entry.id) || typeof entry.content !== 'string')
      throw invalidTokenizer(path, `has the added token ${JSON.stringify(entry)}, without an id or a content`);
    return { id: entry.id, content: entry.content, special: entry.special === true };
  });
}

function toSteps(decoder: unknown, path: string): JsonObject[] {
  if (!isJsonObject(decoder)) throw invalidTokenizer(path, 'has no decoder, so that its tokens have no exact bytes');
  if (decoder.type !== 'Sequence') return [decoder];
  if (!Array.isArray(decoder.decoders)) throw invalidTokenizer(path, 'has a decoder without steps');
  return decoder.decoders.flatMap((step: unknown) => toSteps(step, path));
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < largestId;
}

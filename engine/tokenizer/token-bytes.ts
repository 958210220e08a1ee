/** Which bytes a token of a vocabulary stands for, by the decoder that its tokenizer.json describes. */
import type { JsonObject } from '../json-object.js';
import { byteLevelBytes } from './byte-level.js';
import { invalidTokenizer } from './tokenizer-file.js';
import type { TokenizerFile } from './tokenizer-file.js';

export interface TokenSpelling {
  /** Wherever the token stands: what a decoder does at the beginning of a text only is left out. */
  readonly bytesOf: (token: string) => Uint8Array;
  /** Spaces that the decoder takes from the beginning of a text, because the tokenizer put them there. */
  readonly leadingSpaces: number;
}

/**
 * Byte-level decoders (GPT-2, GPT-NeoX, Llama 3) and those of SentencePiece (Llama 2, Mistral, Gemma: a mark for the
 * space, `<0x0A>` for single bytes). Throws TOKENIZER_INVALID for decoders that lose bytes.
 *
 * @source huggingface/tokenizers, src/decoders and src/pre_tokenizers
 */
export function spellingOf({ decoderSteps: steps, path }: TokenizerFile): TokenSpelling {
  if (steps.some(({ type }) => type === 'ByteLevel')) return { bytesOf: byteLevelBytes, leadingSpaces: 0 };
  const readings = steps.map((step) => readingOf(step, path));
  const hasByteTokens = steps.some(({ type }) => type === 'ByteFallback');
  return {
    bytesOf: (token) => {
      const byte = hasByteTokens ? /^<0x([0-9A-Fa-f]{2})>$/.exec(token) : null;
      if (byte) return Uint8Array.of(Number.parseInt(byte[1], 16));
      return new TextEncoder().encode(readings.reduce((text, { replace }) => replace(text), token));
    },
    leadingSpaces: readings.reduce((sum, { leadingSpaces }) => sum + leadingSpaces, 0),
  };
}

interface StepReading {
  readonly replace: (token: string) => string;
  readonly leadingSpaces: number;
}

const changesNothing: StepReading = { replace: (token) => token, leadingSpaces: 0 };

function readingOf(step: JsonObject, path: string): StepReading {
  switch (step.type) {
    case 'ByteFallback':
    case 'Fuse':
      return changesNothing;
    case 'Replace':
      return readReplace(step, path);
    case 'Metaspace':
      return readMetaspace(step, path);
    case 'Strip':
      return readStrip(step, path);
    default:
      throw invalidTokenizer(path, `has a decoder ${JSON.stringify(step.type)}, which loses bytes`);
  }
}

function readReplace({ pattern, content }: JsonObject, path: string): StepReading {
  const text = (pattern as JsonObject | undefined)?.String;
  if (typeof text !== 'string' || typeof content !== 'string')
    throw invalidTokenizer(path, 'has a decoder that replaces by a regular expression');
  return { ...changesNothing, replace: (token) => token.replaceAll(text, content) };
}

function readMetaspace(step: JsonObject, path: string): StepReading {
  const { replacement, prepend_scheme: scheme, add_prefix_space: addsSpace } = step;
  if (typeof replacement !== 'string') throw invalidTokenizer(path, 'has a decoder Metaspace without a replacement');
  const prepends = scheme === undefined ? addsSpace !== false : scheme !== 'never';
  return { replace: (token) => token.replaceAll(replacement, ' '), leadingSpaces: prepends ? 1 : 0 };
}

function readStrip({ content, start, stop }: JsonObject, path: string): StepReading {
  if (content !== ' ' || typeof start !== 'number' || stop !== 0)
    throw invalidTokenizer(path, 'has a decoder that strips more than leading spaces');
  return { ...changesNothing, leadingSpaces: start };
}

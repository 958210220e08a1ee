/** Prompts as the tokens that the model sees. */
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Prompt } from '../../domain/prompt.js';
import type { Tokenizer } from '../../engine/engine.js';
import type { Answered, Limits } from '../services.js';

/** No token of a usual vocabulary stands for more characters, so that longer texts need not be tokenised to be refused. */
const mostCharactersPerToken = 512;

/**
 * The token ids of each prompt, or what is wrong with it: PROMPT_EMPTY, PROMPT_TOO_LONG, TOKEN_ID_UNKNOWN. Throws
 * PROMPTS_TOO_MANY for more prompts, or tokens of good prompts, than one request may hold.
 */
export function tokenizePrompts(
  prompts: readonly Prompt[],
  { model, tokenizer }: { readonly model: ModelRecord; readonly tokenizer: Tokenizer },
  limits: Pick<Limits, 'maxPrompts' | 'maxPromptTokens'>,
): Answered<Int32Array>[] {
  if (prompts.length === 0) throw new ResearchError('ARGUMENT_INVALID', 'There is no prompt.', { at: 'prompts' });
  if (prompts.length > limits.maxPrompts)
    throw tooMany(`There are ${prompts.length} prompts; ${limits.maxPrompts} are allowed.`);
  const tokenized: Answered<Int32Array>[] = [];
  let total = 0;
  for (const [index, prompt] of prompts.entries()) {
    const tokenIds = tokenizePrompt(prompt, { model, tokenizer, at: `prompts[${index}]` });
    if (!(tokenIds instanceof ResearchError)) total += tokenIds.length;
    if (total > limits.maxPromptTokens)
      throw tooMany(`The prompts have more than the ${limits.maxPromptTokens} tokens that are allowed together.`);
    tokenized.push(tokenIds);
  }
  return tokenized;
}

export interface PromptPlace {
  readonly model: ModelRecord;
  readonly tokenizer: Tokenizer;
  /** The argument, such as `prompts[2]`. */
  readonly at: string;
}

/** The token ids of a prompt, or what is wrong with it, as `tokenizePrompts` says. */
export function tokenizePrompt(prompt: Prompt, { model, tokenizer, at }: PromptPlace): Answered<Int32Array> {
  const most = model.contextLength;
  if (prompt.kind !== 'tokenIds' && prompt.text.length > most * mostCharactersPerToken)
    return tooLong(`a text of ${prompt.text.length} characters`, model, at);
  const tokenIds = idsOf(prompt, tokenizer);
  if (tokenIds.length === 0) return new ResearchError('PROMPT_EMPTY', 'The prompt holds no token.', { at });
  if (tokenIds.length > most) return tooLong(`${tokenIds.length} tokens`, model, at);
  const unknown = tokenIds.find((id) => !Number.isInteger(id) || id < 0 || id >= model.vocabularySize);
  if (unknown !== undefined) {
    const message = `The token id ${unknown} is outside of the vocabulary of "${model.name}", 0 to ${model.vocabularySize - 1}.`;
    return new ResearchError('TOKEN_ID_UNKNOWN', message, { at });
  }
  return Int32Array.from(tokenIds);
}

function idsOf(prompt: Prompt, tokenizer: Tokenizer): readonly number[] {
  if (prompt.kind === 'tokenIds') return prompt.tokenIds;
  // Special tokens alone are no prompt.
  if (prompt.text === '') return [];
  return tokenizer.encode(prompt.text, { addSpecialTokens: prompt.kind === 'text' });
}

function tooLong(what: string, { name, contextLength }: ModelRecord, at: string): ResearchError {
  return new ResearchError('PROMPT_TOO_LONG', `The prompt is ${what} long; "${name}" sees ${contextLength} tokens.`, {
    at,
  });
}

function tooMany(message: string): ResearchError {
  return new ResearchError('PROMPTS_TOO_MANY', message, { at: 'prompts' });
}

/** Text to the tokens of a model. */
import { ResearchError } from '../domain/errors.js';
import type { CatalogService, Limits, TokenService } from './services.js';
import type { Tokenizers } from './tokenizers.js';

export interface TokensOptions {
  readonly catalog: CatalogService;
  readonly tokenizers: Tokenizers;
  readonly limits: Pick<Limits, 'maxPromptTokens'>;
}

/** Answers with the model's own tokenizer; refuses texts of more than `maxPromptTokens` tokens. */
export function createTokens({ catalog, tokenizers, limits }: TokensOptions): TokenService {
  return {
    async tokenize(model, text, addSpecialTokens) {
      const tokenizer = await tokenizers.load(catalog.getModel(model));
      const ids = tokenizer.encode(text, { addSpecialTokens });
      if (ids.length > limits.maxPromptTokens) {
        const message = `The text is ${ids.length} tokens long; ${limits.maxPromptTokens} are allowed.`;
        throw new ResearchError('ARGUMENT_INVALID', message, { at: 'text' });
      }
      return ids.map((id) => tokenizer.token(id));
    },
  };
}

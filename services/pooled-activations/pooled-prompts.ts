/** Pooled activations of prompts, with the tokens they come from: the same numbers as those of a data set's rows. */
import type { Pooling } from '../../domain/classifier.js';
import { ResearchError } from '../../domain/errors.js';
import type {
  ActivationsQuestion,
  FeatureActivationsQuestion,
  PromptActivations,
  PromptFeatureActivations,
} from '../../domain/inference.js';
import type { Token } from '../../domain/model.js';
import { encodePrompts } from '../inference/encode-prompts.js';
import type { InferenceParts } from '../inference/inference-parts.js';
import { readActivations } from '../inference/read-activations.js';
import type { Answered, Asker } from '../services.js';
import { poolFirings, type PooledFirings } from './pool-firings.js';
import { poolValues, spanOf, type TokenSpan } from './pool-values.js';

export interface PooledPrompt extends PromptActivations {
  readonly span: TokenSpan;
  readonly pooled_D: Float32Array;
}

export interface PooledPromptFeatures extends PromptFeatureActivations {
  readonly span: TokenSpan;
  /** One entry a dictionary, in the order asked for. */
  readonly pooled: readonly PooledFirings[];
}

/** One model pass. Throws as `InferenceService.activations`. */
export async function poolPrompts(
  parts: InferenceParts,
  { pooling, ...question }: Omit<ActivationsQuestion, 'positions'> & { readonly pooling: Pooling },
  asker: Asker,
): Promise<Answered<PooledPrompt>[]> {
  const answers = await readActivations(parts, question, asker);
  return answers.map((answer) => {
    if (answer instanceof ResearchError) return answer;
    const span = spanOfTokens(answer.tokens);
    const pooled_D = poolValues({ ...span, width: answer.width, values_TD: answer.values }, pooling);
    return { ...answer, span, pooled_D };
  });
}

/** One model pass for all dictionaries. Throws as `InferenceService.featureActivations`. */
export async function poolPromptFeatures(
  parts: InferenceParts,
  { pooling, ...question }: FeatureActivationsQuestion & { readonly pooling: Pooling },
  asker: Asker,
): Promise<Answered<PooledPromptFeatures>[]> {
  const answers = await encodePrompts(parts, question, asker);
  return answers.map((answer) => {
    if (answer instanceof ResearchError) return answer;
    const span = spanOfTokens(answer.tokens);
    return { ...answer, span, pooled: answer.firings.map((firings) => poolFirings(firings, span, pooling)) };
  });
}

function spanOfTokens(tokens: readonly Token[]): TokenSpan {
  const special = new Set(tokens.filter((token) => token.special).map(({ id }) => id));
  return spanOf(
    tokens.map(({ id }) => id),
    (id) => special.has(id),
  );
}

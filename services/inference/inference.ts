/** Running models on prompts when somebody asks. */
import { parsePageSize } from '../../domain/page.js';
import type { InferenceService } from '../services.js';
import { encodePrompts } from './encode-prompts.js';
import type { InferenceParts } from './inference-parts.js';
import { readActivations } from './read-activations.js';
import { denseActivations, strongestOfPrompt, strongestPerToken } from './strongest-features.js';

export interface ClosableInference extends InferenceService {
  close(): Promise<void>;
}

export function createInference(parts: InferenceParts): ClosableInference {
  const pageSize = (first: number): number => parsePageSize(first, parts.limits.maxPageSize);
  return {
    activations: (question, asker) => readActivations(parts, question, asker),
    featureActivations: (question, asker) => encodePrompts(parts, question, asker),
    strongest: (activations, first, ranking) => strongestOfPrompt(activations, pageSize(first), ranking),
    strongestPerToken: (activations, first) => strongestPerToken(activations, pageSize(first)),
    dense: denseActivations,
    close: () => parts.encoders.close(),
  };
}

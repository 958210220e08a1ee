/** Running models on prompts when somebody asks. */
import { parsePageSize } from '../../domain/page.js';
import type { InferenceService } from '../services.js';
import { createAdmission } from './admission.js';
import { encodePrompts } from './encode-prompts.js';
import { createEncoders } from './encoders.js';
import type { InferenceOptions, InferenceParts } from './inference-parts.js';
import { readActivations } from './read-activations.js';
import { denseActivations, strongestOfPrompt, strongestPerToken } from './strongest-features.js';
import { createSharedRuns } from './shared-runs.js';

export interface ClosableInference extends InferenceService {
  close(): Promise<void>;
}

export function createInference(options: InferenceOptions): ClosableInference {
  const parts: InferenceParts = {
    ...options,
    admission: createAdmission(options.limits),
    runs: createSharedRuns(options.batchWindowMs ?? 0),
    encoders: createEncoders(options),
  };
  const pageSize = (first: number): number => parsePageSize(first, options.limits.maxPageSize);
  return {
    activations: (question, asker) => readActivations(parts, question, asker),
    featureActivations: (question, asker) => encodePrompts(parts, question, asker),
    strongest: (activations, first, ranking) => strongestOfPrompt(activations, pageSize(first), ranking),
    strongestPerToken: (activations, first) => strongestPerToken(activations, pageSize(first)),
    dense: denseActivations,
    close: () => parts.encoders.close(),
  };
}

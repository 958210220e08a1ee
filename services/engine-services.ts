/** What saeql asks of the engine when somebody waits for the answer. */
import type { ResearchError } from '../domain/errors.js';
import type { LogitEffect, NextTokenEffect } from '../domain/feature-effect.js';
import type { FeatureKey } from '../domain/feature.js';
import type { Generation, GenerationQuestion } from '../domain/generation.js';
import type { HarvestRecord } from '../domain/harvest.js';
import type {
  ActivationsQuestion,
  FeatureActivation,
  FeatureActivationsQuestion,
  PromptActivations,
  PromptFeature,
  PromptFeatureActivations,
} from '../domain/inference.js';
import type { InterventionEffect, InterventionQuestion, LogitChange } from '../domain/intervention-effect.js';

/** Adds up what one request costs the engine. */
export interface EngineBill {
  /** Tokens times layers times dictionaries, of all that was asked for so far; what was refused for its cost too. */
  readonly cost: number;
  add(cost: number): void;
}

/** Who waits for an answer of the engine. */
export interface Asker {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Where given, the limit of the cost is one for all that is added to it. */
  readonly bill?: EngineBill;
}

/** One prompt's answer, or what is wrong with that prompt. */
export type Answered<T> = T | ResearchError;

/**
 * Runs models on prompts. What is wrong with the whole request is thrown: unknown names, PROMPTS_TOO_MANY,
 * ENGINE_COST_TOO_HIGH, BUSY; CANCELLED or the signal's reason when nobody waits any more.
 */
export interface InferenceService {
  activations(question: ActivationsQuestion, asker: Asker): Promise<Answered<PromptActivations>[]>;
  featureActivations(question: FeatureActivationsQuestion, asker: Asker): Promise<Answered<PromptFeatureActivations>[]>;
  /** Over the whole prompt, strongest first; ties by the order of the dictionaries, then the lower index. */
  strongest(
    activations: PromptFeatureActivations,
    first: number,
    options: { readonly skipSpecialTokens: boolean },
  ): PromptFeature[];
  /** One list a token, ordered the same way. */
  strongestPerToken(activations: PromptFeatureActivations, first: number): FeatureActivation[][];
  /** One row a feature that was asked for, one column a token; null when none were. */
  dense(activations: PromptFeatureActivations): Float32Array | null;
}

/** Runs models with their activations changed on the way. What is wrong with the whole request is thrown, as above. */
export interface InterventionService {
  /**
   * Throws as well what is wrong with an intervention, with its place: DICTIONARY_NOT_FOUND, FEATURE_NOT_FOUND,
   * HOOK_POINT_UNKNOWN, ARGUMENT_INVALID, NOT_HARVESTED for a mean that no harvest knows. Of single prompts: PROMPT_TOO_SHORT,
   * POSITION_OUTSIDE_PROMPT, ACTIVATION_NOT_FINITE.
   */
  intervene(question: InterventionQuestion, asker: Asker): Promise<Answered<InterventionEffect>[]>;
  /** Of the last position, by absolute change; ties by lower id. */
  logitChanges(effect: InterventionEffect, first: number): LogitChange[];
  /** Ends after an end-of-text token, and at the model's context length. Throws what is wrong with the prompt, too. */
  generate(question: GenerationQuestion, asker: Asker): Promise<Generation>;
}

export interface LogitEffectRequest {
  readonly feature: FeatureKey;
  readonly first: number;
}

export interface NextTokenEffectRequest {
  readonly harvest: HarvestRecord;
  readonly index: number;
  /** The strongest ones. */
  readonly contexts: number;
  /** That follow each peak. */
  readonly tokens: number;
}

/** What features do to the next token; one answer a request, requests of one page in as few runs as fit. */
export interface FeatureEffectService {
  /** HOOK_POINT_UNSUITABLE for a feature that does not write into the residual stream; PAGE_SIZE_INVALID. */
  logitEffects(requests: readonly LogitEffectRequest[], asker: Asker): Promise<Answered<LogitEffect>[]>;
  /** Strongest context first. ARGUMENT_INVALID for numbers out of range. */
  nextTokenEffects(requests: readonly NextTokenEffectRequest[], asker: Asker): Promise<Answered<NextTokenEffect[]>[]>;
}

/** What a feature predicts: how the tokens that follow its strongest firings change in likelihood when it is ablated there. */
import type { Context } from '../../domain/context.js';
import { ResearchError } from '../../domain/errors.js';
import type { NextTokenEffect } from '../../domain/feature-effect.js';
import type { Tokenizer } from '../../engine/engine.js';
import { parseInteger } from '../argument-range.js';
import { answerOf } from '../inference/answered.js';
import { engineCost } from '../inference/engine-cost.js';
import type { Answered, Asker, NextTokenEffectRequest } from '../services.js';
import { ablateAtPeaks, type AblatedPeak } from './ablate-at-peaks.js';
import { answerInGroups } from './answer-groups.js';
import type { FeatureEffectOptions } from './feature-effect-options.js';
import { peakSequence } from './peak-sequence.js';

const mostContexts = 32;
const mostTokens = 128;
/** As it is, and ablated. */
const forwardPasses = 2;

/** As `FeatureEffectService.nextTokenEffects`. */
export function nextTokenEffects(
  options: FeatureEffectOptions,
  requests: readonly NextTokenEffectRequest[],
  asker: Asker,
): Promise<Answered<NextTokenEffect[]>[]> {
  const { maxPageSize } = options.limits;
  return answerInGroups<NextTokenEffectRequest, NextTokenEffectRequest, NextTokenEffect[]>(requests, {
    prepare: (request) => {
      parseInteger(request.contexts, { least: 1, most: Math.min(mostContexts, maxPageSize), at: 'contexts' });
      parseInteger(request.tokens, { least: 1, most: mostTokens, at: 'tokens' });
      return request;
    },
    groupOf: ({ harvest }) => harvest.dictionary,
    answer: (group) => effectsOf(options, group, asker),
  });
}

/** A context and what the model sees of it. */
interface PlacedContext extends AblatedPeak {
  readonly context: Context;
}

/** Of features of one dictionary. */
async function effectsOf(
  options: FeatureEffectOptions,
  group: readonly NextTokenEffectRequest[],
  { signal, bill }: Asker,
): Promise<Answered<NextTokenEffect[]>[]> {
  const dictionary = options.catalog.getDictionary(group[0].harvest.dictionary);
  const model = options.catalog.getModel(dictionary.model);
  const tokenizer = await options.tokenizers.load(model);
  const placed = await placeContexts(options, group, tokenizer.bosTokenId);
  const peaks = placed.flat();
  const sequences = peaks.map(({ tokenIds }) => tokenIds);
  const cost = forwardPasses * engineCost(sequences, model.layers, 1);
  const changes = await options.admission.admit({ cost, bill }, () =>
    ablateAtPeaks(options, { model, dictionary, peaks }, signal),
  );
  let at = 0;
  const ofEach = placed.map((contexts) => contexts.map((context) => ({ ...context, change: changes[at++] })));
  return ofEach.map((contexts) => answerOf(() => contexts.map((context) => toEffect(context, tokenizer))));
}

/** The strongest contexts of each request's feature. */
async function placeContexts(
  { contexts, store }: FeatureEffectOptions,
  group: readonly NextTokenEffectRequest[],
  bosTokenId: number | undefined,
): Promise<PlacedContext[][]> {
  const pages = await contexts.top(group.map(({ harvest, index, contexts: first }) => ({ harvest, index, first })));
  return group.map(({ harvest, index, tokens }, n) => {
    const tokenFile = store.tokenFiles.open(harvest.tokenFile);
    const { contextTokens } = harvest.options;
    return pages[n].items.map(({ node: context }) => ({
      ...peakSequence(context, { tokenFile, bosTokenId, contextTokens }, tokens),
      ...{ context, index },
    }));
  });
}

/** Throws ACTIVATION_NOT_FINITE. */
function toEffect(
  { context, tokenIds, peak, following, change }: PlacedContext & { readonly change: Float32Array },
  tokenizer: Tokenizer,
): NextTokenEffect {
  if (!change.every(Number.isFinite))
    throw new ResearchError(
      'ACTIVATION_NOT_FINITE',
      'The model computes no finite loss in a context of this feature.',
      {
        at: 'nextTokenEffect',
      },
    );
  const ids = tokenIds.subarray(peak + 1, peak + 1 + following);
  return { context, tokens: Array.from(ids, (id) => tokenizer.token(id)), logProbabilityChange: change };
}

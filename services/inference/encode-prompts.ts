/** Feature activations of prompts, one forward pass for all dictionaries. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { indexRangeOf } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { FeatureActivationsQuestion, PromptFeatureActivations, PromptFirings } from '../../domain/inference.js';
import { getDictionariesOfOneModel } from '../dictionaries-of-one-model.js';
import type { Answered, Asker } from '../services.js';
import { forGoodOnes, goodOnes } from './answered.js';
import { engineCost } from './engine-cost.js';
import type { InferenceParts } from './inference-parts.js';
import { firingsBySequence } from './prompt-firings.js';
import { tokenizePrompts } from './prompt-tokens.js';
import { toTokenBatch } from './token-batch.js';

/** As `InferenceService.featureActivations`. */
export async function encodePrompts(
  parts: InferenceParts,
  question: FeatureActivationsQuestion,
  { signal, bill }: Asker,
): Promise<Answered<PromptFeatureActivations>[]> {
  const dictionaries = getDictionariesOfOneModel(question.dictionaries, parts.catalog);
  checkFeatures(question.features ?? [], dictionaries);
  const model = parts.catalog.getModel(dictionaries[0].model);
  const tokenizer = await parts.tokenizers.load(model);
  const tokenized = tokenizePrompts(question.prompts, { model, tokenizer }, parts.limits);
  const ask = (tokenIds: Int32Array): Promise<PromptFirings[]> =>
    parts.runs.ask(
      { lane: model.digest, kind: `encode ${JSON.stringify(dictionaries.map(({ name }) => name))}` },
      { tokenIds, signal },
      (sequences, wantedByAny) =>
        parts.encoders.use(model, dictionaries, async (encoder) => {
          const batch = toTokenBatch(sequences);
          const activations = await encoder.encode(batch, wantedByAny);
          const firings = activations.map((of, d) => firingsBySequence(dictionaries[d].name, of, batch));
          return sequences.map((_, b) => firings.map((bySequence) => bySequence[b]));
        }),
    );
  const cost = engineCost(goodOnes(tokenized), model.layers, dictionaries.length);
  return parts.admission.admit({ cost, bill }, () =>
    forGoodOnes(tokenized, async (tokenIds) => {
      const tokens = Array.from(tokenIds, (id) => tokenizer.token(id));
      return { tokens, firings: await ask(tokenIds), features: question.features };
    }),
  );
}

function checkFeatures(features: readonly FeatureKey[], dictionaries: readonly DictionaryRecord[]): void {
  for (const { dictionary: name, index } of features) {
    const dictionary = dictionaries.find((candidate) => candidate.name === name);
    if (!dictionary)
      throw new ResearchError('ARGUMENT_INVALID', `"${name}" is not among the dictionaries asked for.`, {
        at: 'features',
      });
    if (Number.isInteger(index) && index >= 0 && index < indexRangeOf(dictionary)) continue;
    throw new ResearchError('FEATURE_NOT_FOUND', `"${name}" has no feature ${index}.`, { at: 'features' });
  }
}

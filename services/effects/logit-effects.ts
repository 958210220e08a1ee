/** What decoder vectors add to the logits through the unembedding alone. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { LogitEffect, TokenLogit } from '../../domain/feature-effect.js';
import { getHookPoint, type HookPointKind } from '../../domain/hook-point.js';
import type { ModelRecord } from '../../domain/model.js';
import { parsePageSize } from '../../domain/page.js';
import type { Tokenizer } from '../../engine/engine.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import { filesOfModel } from '../inference/files.js';
import { largestFirst } from '../largest-first.js';
import type { Answered, Asker, LogitEffectRequest } from '../services.js';
import { answerInGroups } from './answer-groups.js';
import type { FeatureEffectOptions } from './feature-effect-options.js';

/** Bound on the logits of one call of the engine. */
const mostLogitBytes = 64 * 2 ** 20;
const float32Bytes = 4;

/** What is written here is added to the stream that the unembedding reads, or is the stream. */
const inStream: ReadonlySet<HookPointKind> = new Set([
  ...(['embed', 'resid_pre', 'attn_out', 'resid_mid', 'mlp_out', 'resid_post'] as const),
]);

interface Wanted extends LogitEffectRequest {
  readonly model: ModelRecord;
}

/** As `FeatureEffectService.logitEffects`. */
export function logitEffects(
  options: FeatureEffectOptions,
  requests: readonly LogitEffectRequest[],
  asker: Asker,
): Promise<Answered<LogitEffect>[]> {
  const { catalog, limits, admission } = options;
  return answerInGroups<LogitEffectRequest, Wanted, LogitEffect>(requests, {
    prepare: ({ feature, first }) => {
      const dictionary = catalog.getDictionary(feature.dictionary);
      const model = catalog.getModel(dictionary.model);
      checkWrites(dictionary, model);
      return { feature, first: parsePageSize(first, limits.maxPageSize), model };
    },
    groupOf: ({ model }) => model.name,
    // One matrix, where a token passes a layer's.
    answer: (group) =>
      admission.admit({ cost: group.length, bill: asker.bill }, () => effectsOf(options, group, asker)),
  });
}

/** Throws HOOK_POINT_UNSUITABLE where the dictionary writes elsewhere than into the residual stream. */
function checkWrites({ name, outputHookPoint }: DictionaryRecord, model: ModelRecord): void {
  const { kind, width } = getHookPoint(outputHookPoint, model.hookPoints);
  if (inStream.has(kind) && width === model.width) return;
  const message = `"${name}" writes at ${outputHookPoint}, ${width} wide; the unembedding reads the residual stream, ${model.width} wide.`;
  throw new ResearchError('HOOK_POINT_UNSUITABLE', message, { at: 'logitEffect' });
}

/** Of features of dictionaries of one model. */
async function effectsOf(
  { store, engine, features, tokenizers }: FeatureEffectOptions,
  group: readonly Wanted[],
  { signal }: Asker,
): Promise<LogitEffect[]> {
  const [{ model }] = group;
  const tokenizer = await tokenizers.load(model);
  const vectors = await features.vectors(group.map(({ feature }) => feature));
  const atOnce = Math.max(1, Math.floor(mostLogitBytes / (model.vocabularySize * float32Bytes)));
  const effects: LogitEffect[] = [];
  for (let from = 0; from < group.length; from += atOnce) {
    throwIfCancelled(signal);
    const part = vectors.slice(from, from + atOnce).map(({ decoder_D }) => decoder_D);
    const logits_QV = await engine.unembed(filesOfModel(store, model), part, signal);
    const width = logits_QV.length / part.length;
    part.forEach((_, q) => {
      const logits_V = logits_QV.subarray(q * width, (q + 1) * width);
      effects.push(toLogitEffect(logits_V, tokenizer, group[from + q].first));
    });
  }
  return effects;
}

/** Rows of the matrix behind the vocabulary's end, where it was padded, stand for no token. */
function toLogitEffect(logits_V: Float32Array, tokenizer: Tokenizer, first: number): LogitEffect {
  const count = Math.min(logits_V.length, tokenizer.vocabularySize);
  const tokenLogit = (id: number): TokenLogit => ({ token: tokenizer.token(id), logit: logits_V[id] });
  return {
    promoted: largestFirst(count, (id) => logits_V[id], first).map(tokenLogit),
    suppressed: largestFirst(count, (id) => -logits_V[id], first).map(tokenLogit),
  };
}

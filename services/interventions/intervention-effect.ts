/** What came of a run with and without changes, said of one prompt. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { InterventionEffect, LogitChange, WatchedFeature } from '../../domain/intervention-effect.js';
import type { ModelRecord } from '../../domain/model.js';
import type { ForwardOutcome, InterventionOutcome, TokenBatch, Tokenizer } from '../../engine/engine.js';
import { groupPlaces } from '../group-places.js';
import { largestFirst } from '../largest-first.js';
import type { Answered } from '../services.js';

/** Of a sequence of T tokens. */
interface PromptForward {
  /** T - 1 entries. */
  readonly loss_T: Float32Array;
  readonly logits_V: Float32Array;
  /** One array a watched list: [T, number of its indices]. */
  readonly watched: readonly Float32Array[];
}

export interface PromptOutcome {
  readonly before: PromptForward;
  readonly after: PromptForward;
  readonly kl_T: Float32Array;
}

export interface ChangedPrompt {
  readonly tokenIds: Int32Array;
  readonly outcome: PromptOutcome;
}

/** Sequence b of a batch. */
export function outcomeOf(outcome: InterventionOutcome, batch: TokenBatch, b: number): PromptOutcome {
  const { positions, lengths_B } = batch;
  const start = b * positions;
  return {
    before: forwardOf(outcome.before, batch, b),
    after: forwardOf(outcome.after, batch, b),
    kl_T: outcome.kl_BT.subarray(start, start + lengths_B[b]),
  };
}

function forwardOf(
  { loss_BT, lastLogits_BV, watched }: ForwardOutcome,
  { positions, lengths_B }: TokenBatch,
  b: number,
): PromptForward {
  const [sequences, length] = [lengths_B.length, lengths_B[b]];
  const vocabulary = lastLogits_BV.length / sequences;
  const rowsOf = (values: Float32Array): Float32Array => {
    const width = values.length / (sequences * positions);
    return values.subarray(b * positions * width, (b * positions + length) * width);
  };
  return {
    loss_T: loss_BT.subarray(b * (positions - 1), b * (positions - 1) + length - 1),
    logits_V: lastLogits_BV.subarray(b * vocabulary, (b + 1) * vocabulary),
    watched: watched.map(rowsOf),
  };
}

interface EffectPlace {
  readonly model: ModelRecord;
  readonly tokenizer: Tokenizer;
  /** In the order in which they are to be told. */
  readonly features: readonly FeatureKey[];
  /** The argument, such as `prompts[2]`. */
  readonly at: string;
}

/** ACTIVATION_NOT_FINITE where a change was so large that the model computes no numbers any more. */
export function toEffect(
  { tokenIds, outcome }: ChangedPrompt,
  { model, tokenizer, features, at }: EffectPlace,
): Answered<InterventionEffect> {
  const { before, after, kl_T } = outcome;
  const told = [before, after].flatMap(({ loss_T, logits_V, watched }) => [loss_T, logits_V, ...watched]);
  if (![...told, kl_T].every(areFinite)) return notFinite(at);
  return {
    model: model.name,
    tokens: Array.from(tokenIds, (id) => tokenizer.token(id)),
    lossBefore: meanOf(before.loss_T),
    lossAfter: meanOf(after.loss_T),
    klDivergence: meanOf(kl_T),
    lossChange: after.loss_T.map((loss, t) => loss - before.loss_T[t]),
    logitsBefore_V: before.logits_V,
    logitsAfter_V: after.logits_V,
    watched: watchedFeatures(features, outcome),
  };
}

/** Lists are by dictionary, in the order of their first mention. */
function watchedFeatures(features: readonly FeatureKey[], { before, after }: PromptOutcome): WatchedFeature[] {
  const told = new Array<WatchedFeature>(features.length);
  [...groupPlaces(features, ({ dictionary }) => dictionary).values()].forEach((places, list) =>
    places.forEach((place, s) => {
      const column = ({ watched }: PromptForward): Float32Array => columnOf(watched[list], s, places.length);
      told[place] = { feature: features[place], before: column(before), after: column(after) };
    }),
  );
  return told;
}

/** The vocabulary's largest changes of the last position's logits, by absolute value; ties by lower id. */
export function largestLogitChanges(
  { logitsBefore_V, logitsAfter_V }: InterventionEffect,
  tokenizer: Tokenizer,
  first: number,
): LogitChange[] {
  const change = (id: number): number => Math.abs(logitsAfter_V[id] - logitsBefore_V[id]);
  return largestFirst(Math.min(logitsBefore_V.length, tokenizer.vocabularySize), change, first).map((id) => ({
    token: tokenizer.token(id),
    before: logitsBefore_V[id],
    after: logitsAfter_V[id],
  }));
}

function columnOf(values_TS: Float32Array, s: number, width: number): Float32Array {
  return Float32Array.from({ length: values_TS.length / width }, (_, t) => values_TS[t * width + s]);
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function areFinite(values: Float32Array): boolean {
  return values.every(Number.isFinite);
}

function notFinite(at: string): ResearchError {
  const message = 'The model computes no finite numbers with this change.';
  return new ResearchError('ACTIVATION_NOT_FINITE', message, { at, fix: 'Make the change smaller.' });
}

/** Checks what a feature is said to predict against interventions on the same tokens. */
import assert from 'node:assert/strict';
import type { Services } from '../../services/index.js';
import type { Store, TokenFile } from '../../store/store.js';
import { floatsOf } from './intervention-demo.js';
import type { TestWeb } from './web.js';

export interface CheckedEffect {
  readonly context: {
    readonly rank: number;
    readonly document: string;
    readonly start: number;
    readonly peak: number;
    readonly tokenIds: readonly number[];
  };
  readonly tokens: readonly { readonly id: number }[];
  readonly logProbabilityChange: readonly number[];
}

export interface NextTokenQuestion {
  readonly dictionary: string;
  readonly indices: readonly number[];
  readonly contexts: number;
  readonly tokens: number;
}

export interface NextTokenOpened {
  readonly web: TestWeb;
  readonly store: Store;
  readonly services: Services;
}

const pageQuery = `query ($dictionary: String!, $indices: [Int!]!, $contexts: Int!, $tokens: Int!) {
  features(dictionary: $dictionary, filter: { indices: $indices }, first: 20) { nodes { index
    nextTokenEffect(contexts: $contexts, tokens: $tokens) {
      context { rank document start peak tokenIds } tokens { id } logProbabilityChange
    }
  } }
}`;
const interveneQuery = `query ($model: String!, $prompt: PromptInput!, $dictionary: String!, $index: Int!, $peak: Int!) {
  intervene(model: $model, prompts: [$prompt], interventions: [
    { ablateFeatures: { dictionary: $dictionary, indices: [$index], positions: [$peak] } }
  ]) { lossChange }
}`;

interface Page {
  readonly features: {
    readonly nodes: readonly { readonly index: number; readonly nextTokenEffect: CheckedEffect[] }[];
  };
}

/** Returns what was answered, a list a feature. */
export async function checkNextTokenEffects(
  opened: NextTokenOpened,
  question: NextTokenQuestion,
): Promise<CheckedEffect[][]> {
  const { data, errors } = await opened.web.ask<Page, object>(pageQuery, question);
  assert.equal(errors, undefined, JSON.stringify(errors));
  for (const { index, nextTokenEffect } of data!.features.nodes)
    for (const effect of nextTokenEffect) await checkEffect(opened, question, { index, effect });
  return data!.features.nodes.map(({ nextTokenEffect }) => nextTokenEffect);
}

async function checkEffect(
  { web, store, services }: NextTokenOpened,
  { dictionary, tokens }: NextTokenQuestion,
  { index, effect }: { readonly index: number; readonly effect: CheckedEffect },
): Promise<void> {
  const { context } = effect;
  const harvest = services.harvests.find(dictionary)!;
  const { model } = services.catalog.getDictionary(dictionary);
  const tokenFile = store.tokenFiles.open(harvest.tokenFile);
  const document = tokenFile.findDocument(context.document)!;
  const { run, start, bosWasPut } = runOf(tokenFile, document, { of: context.start, ...harvest.options });
  const windowAt = context.start === start ? 0 : context.start - start + (bosWasPut ? 1 : 0);
  const peak = windowAt + context.peak;
  const following = run.slice(peak + 1, peak + 1 + tokens);
  assert.deepEqual(
    effect.tokens.map(({ id }) => id),
    following,
  );
  if (following.length === 0) return;
  const prompt = { tokenIds: run.slice(0, peak + 1 + tokens) };
  const variables = { model, prompt, dictionary, index, peak };
  const { data } = await web.ask<{ readonly intervene: readonly { readonly lossChange: string }[] }, object>(
    interveneQuery,
    variables,
  );
  const change = floatsOf(data!.intervene[0].lossChange).subarray(peak, peak + following.length);
  // Other features are changed beside it in the page, by nothing, in the same multiplication of matrices.
  effect.logProbabilityChange.forEach((value, n) =>
    assert.ok(Math.abs(value + change[n]) < 1e-5, `${value} ${change[n]}`),
  );
}

/** The runs written out by the rule: later ones of a text begin with a BOS, where the tokenizer has one. */
function runOf(
  tokenFile: TokenFile,
  document: number,
  wanted: { readonly of: number; readonly contextTokens: number },
) {
  const { repeatsBos } = tokenFile.extent(document);
  const own = [...tokenFile.tokenIds(document, 0, Infinity)];
  let [start, length] = [0, wanted.contextTokens];
  while (wanted.of >= start + length) {
    start += length;
    length = wanted.contextTokens - (repeatsBos ? 1 : 0);
  }
  const bosWasPut = start > 0 && repeatsBos;
  return { start, bosWasPut, run: [...(bosWasPut ? [own[0]] : []), ...own.slice(start, start + length)] };
}

/** Prompts with and without interventions; those that are changed alike share runs, whichever requests they are of. */
import { ResearchError } from '../../domain/errors.js';
import type { InterventionEffect, InterventionQuestion } from '../../domain/intervention-effect.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseInteger } from '../argument-range.js';
import { forGoodOnes, goodOnes } from '../inference/answered.js';
import { engineCost } from '../inference/engine-cost.js';
import { filesOfModel } from '../inference/files.js';
import { tokenizePrompts } from '../inference/prompt-tokens.js';
import { toTokenBatch } from '../inference/token-batch.js';
import type { Answered, Asker } from '../services.js';
import type { ActivationMeans } from './activation-means.js';
import { dictionariesOf, findMisplaced, nameOfRun, toActivationEdits, type GivenEdits } from './given-edits.js';
import { outcomeOf, toEffect, type ChangedPrompt } from './intervention-effect.js';
import type { InterventionOptions } from './intervention-parts.js';
import { createKnownDictionaries, readWatched } from './known-dictionaries.js';
import { readInterventions } from './read-interventions.js';

/** Of one request. */
const mostWatched = 256;
/** As it is, and changed. */
const forwardPasses = 2;

/** As `InterventionService.intervene`. */
export async function intervene(
  options: InterventionOptions,
  means: ActivationMeans,
  { question, signal, bill }: { readonly question: InterventionQuestion } & Asker,
): Promise<Answered<InterventionEffect>[]> {
  const model = options.catalog.getModel(question.model);
  const tokenizer = await options.tokenizers.load(model);
  const tokenized = tokenizePrompts(question.prompts, { model, tokenizer }, options.limits);
  const known = createKnownDictionaries(options, model);
  const features = question.watch ?? [];
  parseInteger(features.length, { least: 0, most: mostWatched, at: 'watch' });
  const watch = readWatched(features, known);
  const given = await readInterventions(question.interventions, { options, means, model, known, signal });
  const prompts = tokenized.map((tokenIds, n) => checkPrompt(tokenIds, given, `prompts[${n}]`));
  const ask = askFor(options, { model, given, watch, signal });
  const cost = forwardPasses * engineCost(goodOnes(prompts), model.layers, dictionariesOf(given, watch).size);
  return options.admission.admit({ cost, bill }, async () => {
    const changed = await forGoodOnes(prompts, async (tokenIds) => ({ tokenIds, outcome: await ask(tokenIds) }));
    return changed.map((prompt, n) =>
      prompt instanceof ResearchError ? prompt : toEffect(prompt, { model, tokenizer, features, at: `prompts[${n}]` }),
    );
  });
}

function checkPrompt(tokenIds: Answered<Int32Array>, given: readonly GivenEdits[], at: string): Answered<Int32Array> {
  if (tokenIds instanceof ResearchError) return tokenIds;
  if (tokenIds.length > 1) return findMisplaced(given, tokenIds.length) ?? tokenIds;
  return new ResearchError('PROMPT_TOO_SHORT', 'The prompt has one token, and no next token to predict.', { at });
}

interface Asked extends Asker {
  readonly model: ModelRecord;
  readonly given: readonly GivenEdits[];
  readonly watch: ReturnType<typeof readWatched>;
}

function askFor({ store, engine, runs }: InterventionOptions, { model, given, watch, signal }: Asked) {
  const files = filesOfModel(store, model);
  const place = { lane: model.digest, kind: `intervene ${nameOfRun(given, watch)}` };
  return (tokenIds: Int32Array): Promise<ChangedPrompt['outcome']> =>
    runs.ask(place, { tokenIds, signal }, async (sequences, wantedByAny) => {
      const edits = toActivationEdits(
        given,
        sequences.map(({ length }) => length),
      );
      const batch = toTokenBatch(sequences);
      const outcome = await engine.intervene(files, { batch, edits, watch }, wantedByAny);
      return sequences.map((_, b) => outcomeOf(outcome, batch, b));
    });
}

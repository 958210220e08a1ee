/** Going on with a prompt, with activations changed on the way. */
import { ResearchError } from '../../domain/errors.js';
import type { Generation, GenerationQuestion } from '../../domain/generation.js';
import type { ModelRecord } from '../../domain/model.js';
import type { GeneratedTokens, GenerationRequest, Tokenizer } from '../../engine/engine.js';
import { readEndTokenIds } from '../../engine/index.js';
import { parseInteger } from '../argument-range.js';
import { filesOfModel } from '../inference/files.js';
import { tokenizePrompt } from '../inference/prompt-tokens.js';
import type { Asker } from '../services.js';
import type { ActivationMeans } from './activation-means.js';
import { dictionariesOf, findMisplaced, toActivationEdits, type GivenEdits } from './given-edits.js';
import type { InterventionOptions } from './intervention-parts.js';
import { createKnownDictionaries } from './known-dictionaries.js';
import { readInterventions } from './read-interventions.js';

const mostNewTokens = 4096;
const highestTemperature = 100;

/** As `InterventionService.generate`. The run of one token waits for no other generation: each takes its turns in the worker. */
export async function generate(
  options: InterventionOptions,
  means: ActivationMeans,
  { question, signal, bill }: { readonly question: GenerationQuestion } & Asker,
): Promise<Generation> {
  const { maxNewTokens, temperature, seed } = question;
  parseInteger(maxNewTokens, { least: 1, most: mostNewTokens, at: 'maxNewTokens' });
  checkTemperature(temperature);
  const model = options.catalog.getModel(question.model);
  const tokenizer = await options.tokenizers.load(model);
  const tokenIds = tokenizePrompt(question.prompt, { model, tokenizer, at: 'prompt' });
  if (tokenIds instanceof ResearchError) throw tokenIds;
  const known = createKnownDictionaries(options, model);
  const given = await readInterventions(question.interventions ?? [], { options, means, model, known, signal });
  const misplaced = findMisplaced(given, tokenIds.length);
  if (misplaced) throw misplaced;
  const files = filesOfModel(options.store, model);
  const request: GenerationRequest = {
    ...{ tokenIds, maxNewTokens, temperature, seed },
    stopTokenIds: await readEndTokenIds(files.folder, tokenizer),
    edits: toActivationEdits(given, [tokenIds.length]),
  };
  const cost = costOf(request, model, given);
  return options.admission.admit({ cost, bill }, async () =>
    toGeneration(await options.engine.generate(files, request, signal), tokenizer),
  );
}

/** Every new token is a run over the whole sequence up to it. */
function costOf(
  { tokenIds, maxNewTokens }: GenerationRequest,
  { layers, contextLength }: ModelRecord,
  given: readonly GivenEdits[],
): number {
  const steps = Math.min(maxNewTokens, contextLength - tokenIds.length);
  const tokens = steps * tokenIds.length + (steps * (steps - 1)) / 2;
  return tokens * layers * (1 + dictionariesOf(given, []).size);
}

function toGeneration({ tokenIds, logProbabilities }: GeneratedTokens, tokenizer: Tokenizer): Generation {
  if (!logProbabilities.every(Number.isFinite)) {
    const message = 'The model computes no finite numbers with this change.';
    throw new ResearchError('ACTIVATION_NOT_FINITE', message, { at: 'interventions', fix: 'Make the change smaller.' });
  }
  const tokens = Array.from(tokenIds, (id) => tokenizer.token(id));
  return { text: tokenizer.textOf(tokenIds), tokens, logProbabilities };
}

function checkTemperature(temperature: number): void {
  if (temperature >= 0 && temperature <= highestTemperature) return;
  const message = `"temperature" is ${temperature}; 0 to ${highestTemperature} is allowed.`;
  throw new ResearchError('ARGUMENT_INVALID', message, { at: 'temperature' });
}

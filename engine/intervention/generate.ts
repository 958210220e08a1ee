/** Goes on with a text, token by token, with activations changed on the way. */
import { createRandom } from '../../domain/seeded-random.js';
import type { GeneratedTokens, GenerationRequest, ModelFiles } from '../engine.js';
import { checkBatch } from '../models/check-batch.js';
import type { EditedRuns } from './intervene.js';
import { chooseToken } from './choose-token.js';
import { planEdits } from './plan-edits.js';

/** Every step runs the whole sequence: what came before is the same then, whatever is changed. */
export async function generate(
  runs: EditedRuns,
  model: ModelFiles,
  request: GenerationRequest,
  signal?: AbortSignal,
): Promise<GeneratedTokens> {
  const { maxNewTokens, temperature, seed, stopTokenIds, edits } = request;
  checkBatch(oneSequence(request.tokenIds), model.model);
  const plan = planEdits(model, edits, []);
  const draw = createRandom(seed);
  const tokenIds = [...request.tokenIds];
  const logProbabilities: number[] = [];
  const most = Math.min(maxNewTokens, model.model.contextLength - tokenIds.length);
  while (logProbabilities.length < most) {
    const logits_V = await runs.lastLogits(model, plan, Int32Array.from(tokenIds), signal);
    const { tokenId, logProbability } = chooseToken(logits_V, temperature, draw);
    tokenIds.push(tokenId);
    logProbabilities.push(logProbability);
    if (stopTokenIds.has(tokenId)) break;
  }
  return {
    tokenIds: Int32Array.from(tokenIds.slice(request.tokenIds.length)),
    logProbabilities: Float64Array.from(logProbabilities),
  };
}

function oneSequence(tokenIds: Int32Array) {
  return { tokenIds_BT: tokenIds, lengths_B: Int32Array.of(tokenIds.length), positions: tokenIds.length };
}

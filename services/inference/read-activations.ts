/** Activations of a model at a hook point, for prompts of several requests at once. */
import type { ActivationsQuestion, PromptActivations } from '../../domain/inference.js';
import { getHookPoint } from '../../domain/hook-point.js';
import { ResearchError } from '../../domain/errors.js';
import type { Answered, Asker } from '../services.js';
import { forGoodOnes, goodOnes } from './answered.js';
import { engineCost } from './engine-cost.js';
import { filesOfModel } from './files.js';
import type { InferenceParts } from './inference-parts.js';
import { resolvePositions } from './positions.js';
import { tokenizePrompts } from './prompt-tokens.js';
import { toTokenBatch } from './token-batch.js';

/** As `InferenceService.activations`. */
export async function readActivations(
  parts: InferenceParts,
  { model: name, hookPoint: wanted, prompts, positions }: ActivationsQuestion,
  { signal, bill }: Asker,
): Promise<Answered<PromptActivations>[]> {
  const model = parts.catalog.getModel(name);
  const hookPoint = getHookPoint(wanted, model.hookPoints);
  const tokenizer = await parts.tokenizers.load(model);
  const places = tokenizePrompts(prompts, { model, tokenizer }, parts.limits).map((tokenIds) =>
    tokenIds instanceof ResearchError ? tokenIds : placed(tokenIds, positions),
  );
  const files = filesOfModel(parts.store, model);
  const ask = (tokenIds: Int32Array) =>
    parts.runs.ask(
      { lane: model.digest, kind: `activations ${hookPoint.name}` },
      { tokenIds, signal },
      async (sequences, wantedByAny) => {
        const batch = toTokenBatch(sequences);
        const [values_BTD] = await parts.engine.readActivations(files, [hookPoint.name], batch, wantedByAny);
        return sequences.map((_, b) => rowsOf(values_BTD, b, batch.positions * hookPoint.width));
      },
    );
  const sequences = goodOnes(places).map(({ tokenIds }) => tokenIds);
  return parts.admission.admit({ cost: engineCost(sequences, model.layers, 0), bill }, () =>
    forGoodOnes(places, async (place) => {
      const rows_TD = await ask(place.tokenIds);
      return {
        tokens: Array.from(place.tokenIds, (id) => tokenizer.token(id)),
        positions: place.positions,
        width: hookPoint.width,
        values: gathered(rows_TD, place.positions, hookPoint.width),
      };
    }),
  );
}

interface Place {
  readonly tokenIds: Int32Array;
  readonly positions: readonly number[];
}

function placed(tokenIds: Int32Array, wanted: readonly number[] | undefined): Answered<Place> {
  const positions = resolvePositions(wanted, tokenIds.length);
  return positions instanceof ResearchError ? positions : { tokenIds, positions };
}

function rowsOf(values: Float32Array, b: number, length: number): Float32Array {
  return values.subarray(b * length, (b + 1) * length);
}

function gathered(rows_TD: Float32Array, positions: readonly number[], width: number): Float32Array {
  const values = new Float32Array(positions.length * width);
  positions.forEach((position, row) => {
    values.set(rows_TD.subarray(position * width, (position + 1) * width), row * width);
  });
  return values;
}

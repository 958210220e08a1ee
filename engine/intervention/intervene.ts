/** Runs a model on a batch as it is and with its activations changed, and says what came of it. */
import type { ForwardOutcome, InterventionOutcome, InterventionRequest, ModelFiles, TokenBatch } from '../engine.js';
import type { GraphLibrary } from '../graph-library.js';
import { inHalves } from '../in-halves.js';
import { createKeptOpen } from '../kept-open.js';
import { checkBatch } from '../models/check-batch.js';
import { cutBatch, equalLengthBatches, halveBatch } from '../models/equal-length-batches.js';
import type { EqualLengthBatch } from '../models/equal-length-batches.js';
import { scatterInto } from '../models/scatter.js';
import { getFloat32 } from '../worker/fetched-tensors.js';
import type { Tensors } from '../worker/protocol.js';
import { openEditedModel } from './edited-model.js';
import type { EditedModel, EditedOutputs } from './edited-model.js';
import { editingProgram, resultNamed, watchedNamed } from './editing-program.js';
import type { Run } from './editing-program.js';
import { planEdits } from './plan-edits.js';
import type { EditPlan } from './plan-edits.js';

/** Bound on one dense tensor of a run: logits [positions, V], feature activations [positions, F]. */
const mostDenseBytes = 64 * 2 ** 20;
const float32Bytes = 4;
/** Split models that stay open. */
const mostOpen = 8;

export interface EditedRuns {
  intervene(model: ModelFiles, request: InterventionRequest, signal?: AbortSignal): Promise<InterventionOutcome>;
  /** Logits, [V], of the last position of one sequence under the plan. */
  lastLogits(model: ModelFiles, plan: EditPlan, tokenIds: Int32Array, signal?: AbortSignal): Promise<Float32Array>;
}

export function createEditedRuns(library: GraphLibrary): EditedRuns {
  const kept = createKeptOpen<EditedModel>(mostOpen, (edited) => edited.close());

  function use<R>(
    model: ModelFiles,
    wanted: { readonly plan: EditPlan; readonly outputs: EditedOutputs },
    work: (edited: EditedModel) => Promise<R>,
  ): Promise<R> {
    return kept.use(nameOf(model, wanted), () => openEditedModel(library, model, wanted), work);
  }

  return {
    async intervene(model, request, signal) {
      const plan = planEdits(model, request.edits, request.watch);
      checkBatch(request.batch, model.model);
      const runs: readonly Run[] = plan.places.length === 0 ? ['before'] : ['before', 'after'];
      const parts = partsOf(model, plan, request.batch);
      const results = await use(model, { plan, outputs: 'losses' }, async (edited) => {
        const run = async (batch: EqualLengthBatch): Promise<PartResult> => {
          const program = editingProgram(edited, { plan, outputs: 'losses', runs, batch });
          const { value } = await edited.segments[0].runner.runProgram(program, signal);
          return { batch, tensors: value };
        };
        const done: PartResult[] = [];
        for (const part of parts) done.push(...(await inHalves(part, halveBatch, run)));
        return done;
      });
      return toOutcome(request, results, { runs, vocabularySize: model.model.vocabularySize });
    },
    async lastLogits(model, plan, tokenIds, signal) {
      const whole = { tokenIds_BT: tokenIds, lengths_B: Int32Array.of(tokenIds.length), positions: tokenIds.length };
      const [batch] = equalLengthBatches(whole, model.model.contextLength);
      const run: Run = plan.places.length === 0 ? 'before' : 'after';
      return use(model, { plan, outputs: 'logits' }, async (edited) => {
        const program = editingProgram(edited, { plan, outputs: 'logits', runs: [run], batch });
        const { value } = await edited.segments[0].runner.runProgram(program, signal);
        return getFloat32(value, resultNamed('logits', run));
      });
    },
  };
}

/** What is open for one plan serves all that split at the same places and use the same dictionaries. */
function nameOf(
  { folder }: ModelFiles,
  { plan, outputs }: { readonly plan: EditPlan; readonly outputs: EditedOutputs },
): string {
  const places = plan.places.map(({ tensor, dictionaries, reconstruction }) => [
    tensor,
    dictionaries.map(({ files }) => [files.dictionary.name, files.dictionary.digest]),
    reconstruction?.files.dictionary.name,
  ]);
  const watches = plan.watches.map(({ dictionary }) => [dictionary.dictionary.name, dictionary.dictionary.digest]);
  return JSON.stringify([folder, outputs, places, watches, plan.readTensors]);
}

function partsOf({ model }: ModelFiles, plan: EditPlan, batch: TokenBatch): EqualLengthBatch[] {
  const files = [
    ...plan.places.flatMap(({ dictionaries, reconstruction }) => [
      ...dictionaries.map((edits) => edits.files),
      ...(reconstruction ? [reconstruction.files] : []),
    ]),
    ...plan.watches.map(({ dictionary }) => dictionary),
  ];
  const widest = Math.max(model.vocabularySize, ...files.map(({ dictionary }) => dictionary.size));
  const mostPositions = Math.floor(mostDenseBytes / (widest * float32Bytes));
  return equalLengthBatches(batch, model.contextLength).flatMap((whole) => cutBatch(whole, mostPositions));
}

interface PartResult {
  readonly batch: EqualLengthBatch;
  readonly tensors: Tensors;
}

interface Shape {
  readonly runs: readonly Run[];
  readonly vocabularySize: number;
}

function toOutcome(
  { batch, watch }: InterventionRequest,
  results: readonly PartResult[],
  { runs, vocabularySize }: Shape,
): InterventionOutcome {
  const { positions, lengths_B } = batch;
  const whole = (name: string, length: number, width: number): Float32Array => {
    const values = new Float32Array(lengths_B.length * length * width);
    for (const part of results)
      scatterInto(
        values,
        { positions: length, width },
        { values: getFloat32(part.tensors, name), place_B: part.batch.place_B },
      );
    return values;
  };
  const outcomeOf = (run: Run): ForwardOutcome => ({
    loss_BT: whole(resultNamed('loss', run), Math.max(0, positions - 1), 1),
    lastLogits_BV: whole(resultNamed('logits', run), 1, vocabularySize),
    watched: watch.map(({ indices }, n) => whole(watchedNamed(n, run), positions, indices.length)),
  });
  const before = outcomeOf('before');
  if (!runs.includes('after')) return { before, after: before, kl_BT: new Float32Array(lengths_B.length * positions) };
  return { before, after: outcomeOf('after'), kl_BT: whole(resultNamed('divergence', 'after'), positions, 1) };
}

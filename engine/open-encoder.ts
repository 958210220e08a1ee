/** Opens an encoder: one forward pass of a model, then the encode graph of every dictionary, in the same worker. */
import type { DictionaryFiles, Encoder, ModelFiles, ProviderName, SparseActivations, TokenBatch } from './engine.js';
import type { GraphLibrary } from './graph-library.js';
import { runInParts } from './models/model-graph.js';
import type { FedBatch, ModelGraph } from './models/model-graph.js';
import { mergeByRow } from './models/scatter.js';
import { prepareEncodeSteps, tensorsRead } from './prepare-encode-steps.js';
import type { DictionaryStep } from './prepare-encode-steps.js';
import type { Measured } from './worker/graph-runner.js';
import type { EncodeStep } from './worker/protocol.js';

export interface EncoderRequest {
  readonly model: ModelFiles;
  readonly dictionaries: readonly DictionaryFiles[];
  /** The only one that will do; default: those that the model runs on. */
  readonly provider?: ProviderName;
}

/** Throws HOOK_POINT_UNKNOWN, DICTIONARY_WIDTH_MISMATCH, and as `GraphRunner.open`. */
export async function openEncoder(
  library: GraphLibrary,
  { model, dictionaries, provider }: EncoderRequest,
): Promise<Encoder> {
  if (dictionaries.length === 0) throw new Error('an encoder needs at least one dictionary');
  const graph = await library.openModel(model, tensorsRead(model, dictionaries), { returns: [], provider });
  const prepared = await prepareEncodeSteps(model, dictionaries, graph.opened.provider);
  await library.openDictionaries(graph, prepared);
  return createEncoder({ library, graph, prepared });
}

interface EncoderParts {
  readonly library: GraphLibrary;
  readonly graph: ModelGraph;
  readonly prepared: readonly DictionaryStep[];
}

function createEncoder({ library, graph, prepared }: EncoderParts): Encoder {
  const steps = prepared.map(({ step }) => step);
  let secondsInside = 0;
  let released: Promise<void> | undefined;
  return {
    provider: graph.opened.provider,
    get secondsInside() {
      return secondsInside;
    },
    async encode(batch, signal) {
      const parts = await runInParts(graph, batch, async (part): Promise<EncodedPart> => {
        const encoded = await encodePart({ graph, steps, positions: batch.positions }, part, signal);
        secondsInside += encoded.secondsInside;
        return { batch: part.batch, activations: encoded.value };
      });
      return mergeParts(parts, steps.length, batch);
    },
    close: () => (released ??= library.releaseDictionaries(graph, prepared)),
  };
}

interface EncodedPart {
  readonly batch: FedBatch['batch'];
  /** One a step. */
  readonly activations: readonly SparseActivations[];
}

interface EncodePlan {
  readonly graph: ModelGraph;
  readonly steps: readonly EncodeStep[];
  /** T of the whole batch. */
  readonly positions: number;
}

function encodePart(
  { graph, steps, positions }: EncodePlan,
  { batch, feeds }: FedBatch,
  signal?: AbortSignal,
): Promise<Measured<readonly SparseActivations[]>> {
  const fetches = [...new Set(steps.map(({ fetch }) => fetch))];
  const pass = { graph: graph.path, feeds, fetches };
  const firstRow_B = Int32Array.from(batch.place_B, (place) => place * positions);
  return graph.runner.encode({ pass, steps, firstRow_B, lengths_B: batch.lengths_B }, signal);
}

function mergeParts(parts: readonly EncodedPart[], steps: number, { positions }: TokenBatch): SparseActivations[] {
  return Array.from({ length: steps }, (_, step) =>
    mergeByRow(
      parts.map(({ batch, activations }) => ({ batch, activations: activations[step] })),
      positions,
    ),
  );
}

/** A model's graph, cut for some purpose and open in a worker. */
import type { ModelRecord } from '../../domain/model.js';
import type { ModelFiles, TokenBatch } from '../engine.js';
import { inHalves } from '../in-halves.js';
import type { GraphRunner } from '../worker/graph-runner.js';
import type { OpenedGraph, Tensors } from '../worker/protocol.js';
import { checkBatch } from './check-batch.js';
import { equalLengthBatches, halveBatch } from './equal-length-batches.js';
import type { EqualLengthBatch } from './equal-length-batches.js';
import { feedsFor } from './feeds.js';
import { prepareGraph } from './prepare-graph.js';
import type { GraphCut } from './prepare-graph.js';

export interface ModelGraph {
  readonly model: ModelRecord;
  readonly path: string;
  readonly opened: OpenedGraph;
  readonly runner: GraphRunner;
}

/** Throws as `GraphRunner.open`. */
export async function openModelGraph(files: ModelFiles, cut: GraphCut, runner: GraphRunner): Promise<ModelGraph> {
  const path = await prepareGraph(files, cut);
  return { model: files.model, path, runner, opened: await runner.open(path) };
}

/** A part of a batch and what the graph wants to be fed for it. */
export interface FedBatch {
  readonly batch: EqualLengthBatch;
  readonly feeds: Tensors;
}

/** The batch in parts of equal padded length. Throws ARGUMENT_INVALID for tokens that the model cannot take. */
export function toFedBatches({ model, opened }: ModelGraph, batch: TokenBatch): FedBatch[] {
  checkBatch(batch, model);
  const parts = equalLengthBatches(batch, model.contextLength);
  return parts.map((part) => ({ batch: part, feeds: feedsFor(opened.inputs, part) }));
}

/** Runs the batch in parts of equal padded length, in smaller ones where memory does not suffice. Throws as `toFedBatches`. */
export async function runInParts<R>(
  { model, opened }: ModelGraph,
  batch: TokenBatch,
  run: (part: FedBatch) => Promise<R>,
): Promise<R[]> {
  checkBatch(batch, model);
  const results: R[] = [];
  for (const whole of equalLengthBatches(batch, model.contextLength)) {
    // Feeds are made for each try: their buffers move to the worker.
    const done = inHalves(whole, halveBatch, (part) => run({ batch: part, feeds: feedsFor(opened.inputs, part) }));
    results.push(...(await done));
  }
  return results;
}

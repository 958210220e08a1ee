/** A model split where it is edited or watched, and the graphs that edit and watch, open in its worker. */
import { dirname } from 'node:path';
import { readWeightRanges } from '../dictionaries/canonical-weights.js';
import type { DictionaryFiles, ModelFiles } from '../engine.js';
import type { DictionaryGraph, GraphLibrary } from '../graph-library.js';
import type { ModelGraph } from '../models/model-graph.js';
import { writeGraphOfContent } from '../models/write-graph-file.js';
import { divergenceOutput } from '../onnx/divergence.js';
import { lastLogitsOutput } from '../onnx/last-logits.js';
import { logLikelihoodOutput, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import { buildApplyGraph, buildFeatureChangeGraph, buildReplacementGraph, buildWatchGraph } from './change-graphs.js';
import type { EditPlan } from './plan-edits.js';

export interface EditedModel {
  readonly segments: readonly ModelGraph[];
  /** Paths of the graphs, by the name of the dictionary. */
  readonly changes: ReadonlyMap<string, string>;
  readonly replacements: ReadonlyMap<string, string>;
  readonly watches: ReadonlyMap<string, string>;
  readonly apply: string;
  close(): Promise<void>;
}

/** losses: of every token, and the divergence. logits: of the last position alone. */
export type EditedOutputs = 'losses' | 'logits';

const outputsOf: Record<EditedOutputs, readonly string[]> = {
  losses: [nextTokenLossOutput, logLikelihoodOutput, divergenceOutput, lastLogitsOutput],
  logits: [lastLogitsOutput],
};

/** The rest goes from segment to segment. */
const returns = [nextTokenLossOutput, divergenceOutput, lastLogitsOutput];

/** Throws as `GraphRunner.open`. */
export async function openEditedModel(
  library: GraphLibrary,
  model: ModelFiles,
  { plan, outputs }: { readonly plan: EditPlan; readonly outputs: EditedOutputs },
): Promise<EditedModel> {
  const segments = await library.openSegments(model, {
    outputs: [...outputsOf[outputs], ...plan.readTensors],
    at: plan.places.map(({ tensor }) => tensor),
    returns,
  });
  const changes = await writeEach(
    plan.places.flatMap(({ dictionaries }) => dictionaries.map(({ files }) => files)),
    buildFeatureChangeGraph,
  );
  const replacements = await writeEach(
    plan.places.flatMap(({ reconstruction }) => reconstruction?.files ?? []),
    buildReplacementGraph,
  );
  const watches = await writeEach(
    plan.watches.map(({ dictionary }) => dictionary),
    buildWatchGraph,
  );
  const handedOn = [...changes, ...replacements].map((graph) => ({ ...graph, returns: [] }));
  const graphs = [...handedOn, ...watches];
  await library.openDictionaries(segments[0], graphs);
  return {
    segments,
    changes: pathsByName(changes),
    replacements: pathsByName(replacements),
    watches: pathsByName(watches),
    apply: await writeGraphOfContent(dirname(segments[0].path), buildApplyGraph()),
    async close() {
      await library.releaseDictionaries(segments[0], graphs);
      await library.releaseSegments(segments);
    },
  };
}

/** Writes the graph of every dictionary beside its weights. */
async function writeEach(all: readonly DictionaryFiles[], build: typeof buildWatchGraph): Promise<DictionaryGraph[]> {
  const distinct = [...new Map(all.map((files) => [files.dictionary.name, files])).values()];
  return Promise.all(
    distinct.map(async (files) => ({
      files,
      graph: await writeGraphOfContent(files.folder, build(files.dictionary, await readWeightRanges(files.folder))),
    })),
  );
}

function pathsByName(graphs: readonly DictionaryGraph[]): Map<string, string> {
  return new Map(graphs.map(({ files, graph }) => [files.dictionary.name, graph]));
}

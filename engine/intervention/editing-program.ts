/** Makes the program that runs a model on one part of a batch: as it is, and with its activations changed on the way. */
import { createHash } from 'node:crypto';
import { feedsFor } from '../models/feeds.js';
import type { EqualLengthBatch } from '../models/equal-length-batches.js';
import type { ModelGraph } from '../models/model-graph.js';
import { divergenceOutput, referenceInput } from '../onnx/divergence.js';
import { lastLogitsOutput, lastRowsInput } from '../onnx/last-logits.js';
import { logLikelihoodOutput, nextTokenLossOutput } from '../onnx/next-token-loss.js';
import type { Program, ProgramStep, TensorData, Tensors } from '../worker/protocol.js';
import type { EditedModel, EditedOutputs } from './edited-model.js';
import { toAddedVectors, toFeatureChanges, toReplacedColumns } from './edit-tensors.js';
import type { EditedPlace, EditPlan } from './plan-edits.js';

/** The run that nothing is changed in, and the one with the edits. */
export type Run = 'before' | 'after';

/** Names of what the program's results go by. */
export const resultNamed = (what: 'loss' | 'divergence' | 'logits', run: Run): string => `saeql.${what}:${run}`;
export const watchedNamed = (watch: number, run: Run): string => `saeql.watched:${watch}:${run}`;

const nothing = { mask: 'saeql.nowhere', value: 'saeql.zero', change: 'saeql.zero' } as const;
const reference = 'saeql.reference_log_likelihood';

export interface EditingRequest {
  readonly plan: EditPlan;
  readonly outputs: EditedOutputs;
  readonly runs: readonly Run[];
  readonly batch: EqualLengthBatch;
}

/** What comes before the first change is computed once for both runs. */
export function editingProgram(edited: EditedModel, request: EditingRequest): Program {
  return new ProgramBuilder(edited, request).build();
}

class ProgramBuilder {
  private readonly inputs: Record<string, TensorData> = {};
  private readonly steps: ProgramStep[] = [];
  /** The segment that computes each tensor. */
  private readonly madeBy: ReadonlyMap<string, number>;
  private readonly changed: ReadonlySet<string>;
  /** What unchanged activations follow from. */
  private readonly tokens: string;

  constructor(
    private readonly edited: EditedModel,
    private readonly request: EditingRequest,
  ) {
    this.madeBy = new Map(edited.segments.flatMap(({ opened }, n) => opened.outputs.map((name) => [name, n] as const)));
    this.changed = new Set(request.plan.places.map(({ tensor }) => tensor));
    this.tokens = tokensOf(request.batch);
  }

  build(): Program {
    const { runs, plan } = this.request;
    Object.assign(this.inputs, this.modelFeeds(), this.constants());
    this.segmentStep(0, runs[0]);
    for (const run of runs) this.addRun(run);
    const losses = this.request.outputs === 'losses';
    const fetch = runs.flatMap((run) => [
      resultNamed('logits', run),
      ...(losses ? [resultNamed('loss', run), ...(run === 'after' ? [resultNamed('divergence', run)] : [])] : []),
      ...plan.watches.map((_, watch) => watchedNamed(watch, run)),
    ]);
    return { inputs: this.inputs, steps: this.steps, fetch };
  }

  private addRun(run: Run): void {
    this.request.plan.places.forEach((place, at) => {
      if (run === 'after') this.changeSteps(place, at);
      this.segmentStep(at + 1, run);
    });
    // Without a place to change, the first segment is the whole model and was run once for all.
    this.request.plan.watches.forEach((_, watch) => this.watchStep(watch, run));
  }

  /** Masks and positions are computed in every segment that needs them, so each is fed what the model asks for. */
  private modelFeeds(): Tensors {
    const inputs = this.edited.segments.flatMap(({ opened }) => opened.inputs);
    const ofModel = inputs.filter(({ name }) => !this.madeBy.has(name) && !name.startsWith('saeql.'));
    return feedsFor(ofModel, this.request.batch);
  }

  private constants(): Tensors {
    const { lengths_B, positions } = this.request.batch;
    const lastRows = Array.from(lengths_B, (length, b) => b * positions + length - 1);
    return {
      [lastRowsInput]: int64s(lastRows, [lastRows.length]),
      [nothing.mask]: { type: 'bool', data: Uint8Array.of(0), dims: [1, 1, 1] },
      [nothing.value]: { type: 'float32', data: Float32Array.of(0), dims: [1, 1, 1] },
    };
  }

  /** A tensor as its segment computes it in a run; those of the first segment are the same in both. */
  private computed(tensor: string, run: Run): string {
    const segment = this.madeBy.get(tensor);
    if (segment === undefined || segment === 0) return tensor;
    return `saeql.${run}:${tensor}`;
  }

  /** A tensor as later segments read it. */
  private read(tensor: string, run: Run): string {
    return run === 'after' && this.changed.has(tensor) ? `saeql.changed:${tensor}` : this.computed(tensor, run);
  }

  private segmentStep(segment: number, run: Run): void {
    const graph = this.edited.segments[segment];
    if (graph.opened.outputs.length === 0) return;
    this.steps.push({
      graph: graph.path,
      feeds: this.segmentFeeds(graph, run),
      fetches: this.segmentFetches(graph, run),
      ...(this.isUnchanged(segment, run) && { follows: this.tokens }),
    });
  }

  /** Of a text that is generated no two runs are the same, so that remembering them would be of no use. */
  private isUnchanged(segment: number, run: Run): boolean {
    return (segment === 0 || run === 'before') && this.request.outputs === 'losses';
  }

  private segmentFeeds({ opened }: ModelGraph, run: Run): Record<string, string> {
    return Object.fromEntries(
      opened.inputs.map(({ name }) => {
        if (name === referenceInput) return [name, run === 'before' ? nothing.value : reference];
        return [name, this.read(name, run)];
      }),
    );
  }

  private segmentFetches({ opened }: ModelGraph, run: Run): Record<string, string> {
    const unwanted = run === 'before' ? divergenceOutput : logLikelihoodOutput;
    const results: Record<string, string> = {
      [nextTokenLossOutput]: resultNamed('loss', run),
      [divergenceOutput]: resultNamed('divergence', run),
      [lastLogitsOutput]: resultNamed('logits', run),
      [logLikelihoodOutput]: reference,
    };
    const wanted = opened.outputs.filter((name) => name !== unwanted);
    return Object.fromEntries(wanted.map((name) => [name, results[name] ?? this.computed(name, run)]));
  }

  /** From the activation as it arrives at the place to the one that goes on. */
  private changeSteps(place: EditedPlace, at: number): void {
    const arrived = this.computed(place.tensor, 'after');
    const changes = [...this.featureSteps(place, at), ...this.vectorInputs(place, at)];
    let current = place.reconstruction ? this.replacementStep(place, at) : arrived;
    const columns = this.columnInputs(place, at);
    const all = changes.length === 0 || columns ? [nothing.change, ...changes] : changes;
    all.forEach((change, n) => {
      const next = n === all.length - 1 ? this.read(place.tensor, 'after') : `saeql.changing:${at}:${n}`;
      const { mask, value } = n === 0 && columns ? columns : nothing;
      this.steps.push({
        graph: this.edited.apply,
        feeds: { x_BTD: current, mask, value, change },
        fetches: { changed_BTD: next },
      });
      current = next;
    });
  }

  private featureSteps({ dictionaries, width }: EditedPlace, at: number): string[] {
    return dictionaries.map(({ files, readTensor, edits }, n) => {
      const name = (what: string): string => `saeql.${what}:${at}:${n}`;
      const { feature_S, factor_NS, offset_NS } = toFeatureChanges(edits, this.request.batch);
      const dims = [factor_NS.length / feature_S.length, feature_S.length];
      this.inputs[name('feature')] = int64s(feature_S, [feature_S.length]);
      this.inputs[name('factor')] = { type: 'float32', data: factor_NS, dims };
      this.inputs[name('offset')] = { type: 'float32', data: offset_NS, dims };
      this.inputs[name('shape')] = this.shape(width);
      this.steps.push({
        graph: getGraph(this.edited.changes, files.dictionary.name),
        feeds: {
          read_BTD: this.computed(readTensor, 'after'),
          feature_S: name('feature'),
          factor_NS: name('factor'),
          offset_NS: name('offset'),
          shape_3: name('shape'),
        },
        fetches: { change_BTD: name('change') },
      });
      return name('change');
    });
  }

  private vectorInputs({ vectors, width }: EditedPlace, at: number): string[] {
    if (vectors.length === 0) return [];
    const data = toAddedVectors(vectors, this.request.batch, width);
    this.inputs[`saeql.added:${at}`] = { type: 'float32', data, dims: this.dims(width) };
    return [`saeql.added:${at}`];
  }

  private columnInputs({ columns, width }: EditedPlace, at: number) {
    if (columns.length === 0) return undefined;
    const { mask_BTD, value_BTD } = toReplacedColumns(columns, this.request.batch, width);
    const names = { mask: `saeql.mask:${at}`, value: `saeql.value:${at}` };
    this.inputs[names.mask] = { type: 'bool', data: mask_BTD, dims: this.dims(width) };
    this.inputs[names.value] = { type: 'float32', data: value_BTD, dims: this.dims(width) };
    return names;
  }

  private replacementStep({ reconstruction, width }: EditedPlace, at: number): string {
    if (!reconstruction) throw new Error('nothing is reconstructed here');
    const shape = `saeql.reconstruction_shape:${at}`;
    this.inputs[shape] = this.shape(width);
    this.steps.push({
      graph: getGraph(this.edited.replacements, reconstruction.files.dictionary.name),
      feeds: { read_BTD: this.computed(reconstruction.readTensor, 'after'), shape_3: shape },
      fetches: { reconstruction_BTD: `saeql.reconstruction:${at}` },
    });
    return `saeql.reconstruction:${at}`;
  }

  /** Features are watched in the activation with which the model goes on. */
  private watchStep(watch: number, run: Run): void {
    const { dictionary, indices, readTensor } = this.request.plan.watches[watch];
    const name = (what: string): string => `saeql.watch_${what}:${watch}`;
    this.inputs[name('feature')] = int64s(indices, [indices.length]);
    this.inputs[name('shape')] = this.shape(indices.length);
    this.steps.push({
      graph: getGraph(this.edited.watches, dictionary.dictionary.name),
      feeds: { read_BTD: this.read(readTensor, run), feature_S: name('feature'), shape_3: name('shape') },
      fetches: { watched_BTS: watchedNamed(watch, run) },
    });
  }

  private dims(width: number): number[] {
    return [this.request.batch.lengths_B.length, this.request.batch.positions, width];
  }

  private shape(width: number): TensorData {
    return int64s(this.dims(width), [3]);
  }
}

function tokensOf({ tokenIds_BT, lengths_B, positions }: EqualLengthBatch): string {
  const hash = createHash('sha256').update(tokenIds_BT).update(lengths_B);
  return `${positions} ${hash.digest('base64')}`;
}

function int64s(values: readonly number[], dims: readonly number[]): TensorData {
  return { type: 'int64', data: BigInt64Array.from(values, BigInt), dims };
}

function getGraph(graphs: ReadonlyMap<string, string>, dictionary: string): string {
  const graph = graphs.get(dictionary);
  if (graph === undefined) throw new Error(`no graph of ${dictionary} was opened`);
  return graph;
}

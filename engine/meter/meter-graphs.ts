/** The graphs of a meter, open in the worker of its model. */
import type { ModelRecord } from '../../domain/model.js';
import type { GraphRunner } from '../worker/graph-runner.js';
import type { OpenedGraph } from '../worker/protocol.js';

export interface OpenGraphFile {
  readonly path: string;
  readonly opened: OpenedGraph;
}

/** Dictionaries that share their weights; what they encode is the same but for what prunings take away. */
export interface DictionaryFamily {
  /** F, of all indices. */
  readonly size: number;
  /** Of the encoder for all of them; undefined where there is only one. */
  readonly sharedGraph: string | undefined;
  readonly members: readonly { readonly place: number; readonly graph: string }[];
}

export interface MeterGraphs {
  readonly model: ModelRecord;
  readonly runner: GraphRunner;
  /** From the tokens to the activations. */
  readonly prefix: OpenGraphFile;
  /** From the activations to what the head reads. */
  readonly middle: OpenGraphFile;
  /** From there to the losses; it may be run on some of the positions. */
  readonly head: OpenGraphFile;
  /** Path of the graph that sums up activations. */
  readonly sums: string;
  /** Path of the graph that takes positions out of a batch. */
  readonly rows: string;
  /** Tensor that the dictionaries read. */
  readonly readTensor: string;
  /** Tensor that they write, by its name in the model. */
  readonly writtenTensor: string;
  /** Tensor that the head reads. */
  readonly headTensor: string;
  readonly families: readonly DictionaryFamily[];
}

/** F of each dictionary, by its place. */
export function sizesOf({ families }: Pick<MeterGraphs, 'families'>): number[] {
  const sizes = families.flatMap(({ members, size }) => members.map(({ place }) => [place, size] as const));
  return sizes.sort(([a], [b]) => a - b).map(([, size]) => size);
}

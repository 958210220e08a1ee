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
  /** From the activations to the losses. */
  readonly suffix: OpenGraphFile;
  /** Path. */
  readonly sums: string;
  /** Tensor that the dictionaries read. */
  readonly readTensor: string;
  /** Tensor that they write, by its name in the model. */
  readonly writtenTensor: string;
  readonly families: readonly DictionaryFamily[];
}

/** F of each dictionary, by its place. */
export function sizesOf({ families }: Pick<MeterGraphs, 'families'>): number[] {
  const sizes = families.flatMap(({ members, size }) => members.map(({ place }) => [place, size] as const));
  return sizes.sort(([a], [b]) => a - b).map(([, size]) => size);
}

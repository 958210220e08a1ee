/** A harvest: what was precomputed for every feature of a dictionary on a corpus. */

export interface HarvestOptions {
  readonly contextsPerFeature: number;
  readonly windowTokens: number;
  /** Resolved: the model's context length, at most 1,024, unless asked otherwise. */
  readonly contextTokens: number;
  readonly includeSpecialTokens: boolean;
  /** The first tokens of the corpus, in document order; the last document is cut there. */
  readonly maxTokens?: number;
}

/** A published harvest snapshot, never changed. */
export interface HarvestRecord {
  /** Names the snapshot's folder. */
  readonly id: string;
  readonly dictionary: string;
  readonly dictionaryDigest: string;
  readonly corpus: string;
  readonly corpusDigest: string;
  /** Name of the token file that its contexts refer to. */
  readonly tokenFile: string;
  /** Counted tokens. */
  readonly tokens: number;
  readonly options: HarvestOptions;
  /** SHA-256 over all keys and values of the snapshot. */
  readonly digest: string;
  /** Name of the execution provider that ran the model; undefined where it was not recorded. */
  readonly provider?: string;
  /** ISO 8601. */
  readonly finishedAt: string;
  /** Features that never fired. */
  readonly dead: number;
  /** Features that fired on more than 10% of the counted tokens. */
  readonly over10Percent: number;
}

export interface Histogram {
  /** One more than counts, ascending. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

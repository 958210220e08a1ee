import type { ClassifierRecord } from '../domain/classifier.js';
import type { EvaluationRecord, GeneralizationRecord } from '../domain/evaluation.js';
import type { FeatureScanArrays, FeatureScanRecord } from '../domain/feature-scan.js';
import type { PooledActivations, PooledFeatures } from '../domain/pooled-activations.js';
/** What the rest of saeql may ask of the store. It remembers; it knows no model and no tensor. */
import type { ActivationMeanRecord } from '../domain/activation-mean.js';
import type { StoredContext } from '../domain/context.js';
import type { CorpusDocument, CorpusRecord } from '../domain/corpus.js';
import type { DatasetContent, DatasetRecord } from '../domain/dataset.js';
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { Annotation, FeatureKey, TokenFirings } from '../domain/feature.js';
import type { HarvestRecord } from '../domain/harvest.js';
import type { JobRecord, JobState } from '../domain/job.js';
import type { MetricsRecord } from '../domain/metrics.js';
import type { ModelRecord } from '../domain/model.js';
import type { Page, PageRequest } from '../domain/page.js';
import type { PruningSweepRecord } from '../domain/pruning-sweep.js';
import type { DocumentExtent } from '../domain/run.js';
import type {
  ChanceRecord,
  SimilarityArrays,
  SimilarityMatrixRecord,
  SimilarityPairRecord,
  SimilarityRecord,
} from '../domain/similarity.js';

/** Records that are found by their name, listed in the order of names. Reads see the latest commit of any process. */
export interface NamedTable<R extends { readonly name: string }> {
  find(name: string): R | undefined;
  names(): string[];
  page(request: PageRequest, accept?: (record: R) => boolean): Page<R>;
  /** Returns false, and changes nothing, when the name is taken. */
  add(record: R): boolean;
  remove(name: string): boolean;
}

export interface JobTable {
  find(id: string): JobRecord | undefined;
  add(job: JobRecord): void;
  /**
   * Adds the job, unless `find` finds one among the unfinished that stands for it; returns the one that is stored. In one
   * transaction: of two processes the later one finds what the earlier one added. What `find` throws is thrown on.
   */
  addUnless(job: JobRecord, find: (unfinished: readonly JobRecord[]) => JobRecord | undefined): JobRecord;
  /** Newest first. */
  page(request: PageRequest, state?: JobState): Page<JobRecord>;
  /** Jobs that are queued or running, oldest first. */
  unfinished(): JobRecord[];
  /** Replaces the job by `change(job)` in one transaction; undefined leaves it as it is. Returns what is stored then. */
  update(id: string, change: (job: JobRecord) => JobRecord | undefined): JobRecord | undefined;
}

export interface AnnotationTable {
  add(feature: FeatureKey, annotation: Annotation): void;
  /** Oldest first; one entry a feature. */
  list(features: readonly FeatureKey[]): Annotation[][];
  /** Indices of the dictionary's features with an annotation that contains the text, in whatever case, ascending. */
  search(dictionary: string, text: string): number[];
  removeAll(dictionary: string): void;
}

export type KeyRole = 'read' | 'compute' | 'admin';
export interface KeyRecord {
  /** Public name of the key. */
  readonly name: string;
  readonly role: KeyRole;
  /** SHA-256 of the secret; the secret itself is not kept. */
  readonly secretDigest: string;
  readonly createdAt: string;
}

/** Everything numeric that a harvest keeps of every feature, one array entry a feature; enough to filter and to order. */
export interface FeatureColumns {
  readonly firings_F: Float64Array;
  readonly maxActivation_F: Float32Array;
  /** NaN for a dead feature, as the next. */
  readonly meanActivation_F: Float64Array;
  readonly topTokenShare_F: Float64Array;
  /** 0 for a dead feature. */
  readonly tokensFor90Percent_F: Uint32Array;
}

/** What a harvest keeps of one feature besides its columns. */
export interface HarvestedFeature {
  /** Strongest first; ties by earlier document, then lower position. */
  readonly topContexts: readonly StoredContext[];
  /** A uniform sample of the windows in which it fires, strongest first. */
  readonly sampledContexts: readonly StoredContext[];
  /** Number of windows in which it fires. */
  readonly firingWindows: number;
  /** Firings by activation: counts of consecutive bins, the first at `firstBin` (see domain/activation-bins). */
  readonly histogram: { readonly firstBin: number; readonly counts: readonly number[] };
  /** Commonest first; ties by lower id. At most 100. */
  readonly topTokens: readonly TokenFirings[];
  /** One bit a window of the pool, little-endian within a byte: set where the feature fires. */
  readonly firesInPool: Uint8Array;
}

/** A window of the pool from which silent contexts are drawn. */
export interface PoolWindow {
  readonly document: number;
  readonly start: number;
  readonly insertedBos: boolean;
  readonly positions: number;
}

/** A published snapshot, never changed. Throws STORE_CORRUPT for a record whose CRC does not fit. */
export interface HarvestSnapshot {
  readonly columns: FeatureColumns;
  /** A uniform sample of the corpus' windows, drawn before any feature was looked at. */
  readonly pool: readonly PoolWindow[];
  /** One entry an index; consecutive indices are one range read. */
  topContexts(indices: readonly number[]): StoredContext[][];
  sampledContexts(index: number): { readonly contexts: readonly StoredContext[]; readonly firingWindows: number };
  histogram(index: number): HarvestedFeature['histogram'];
  topTokens(index: number): readonly TokenFirings[];
  firesInPool(index: number): Uint8Array;
  /** Ascending indices of the features that fire on the token in at least one of their stored top contexts. */
  featuresFiringOn(tokenId: number): Uint32Array;
}

/** Writes a snapshot once, in ascending feature order; nothing is visible until the harvest is published. */
export interface HarvestSnapshotWriter {
  /** `firedTokenIds`: distinct tokens on which the feature fires in its stored top contexts. */
  addFeature(index: number, feature: HarvestedFeature, firedTokenIds: Iterable<number>): void;
  /** Writes what is left, syncs and closes. Returns the SHA-256 over all keys and values. */
  finish(columns: FeatureColumns, pool: readonly PoolWindow[]): Promise<string>;
  /** Closes and deletes the unfinished snapshot. */
  discard(): Promise<void>;
}

export interface HarvestTable {
  /** The newest harvest of the dictionary, on the corpus when one is named. */
  find(dictionary: string, corpus?: string): HarvestRecord | undefined;
  get(id: string): HarvestRecord | undefined;
  /** All of a dictionary, newest first. */
  list(dictionary: string): HarvestRecord[];
  /** A feature that is left out is stored as one that never fires. */
  createWriter(id: string, features: number): HarvestSnapshotWriter;
  /** Makes finished snapshots visible, all in one transaction. */
  publish(records: readonly HarvestRecord[]): void;
  /** Opened snapshots are kept open and shared. */
  open(id: string): HarvestSnapshot;
  /** Reads every record of a snapshot; returns the digest over them. Throws STORE_CORRUPT for the first damaged one. */
  verify(id: string): string;
  /** Removes the record and the files; whoever has the snapshot open may read on. Returns whether it was there. */
  remove(id: string): boolean;
  /** Ids of finished snapshots that are not published (yet, or any more). */
  unpublished(): string[];
  /** Removes the files of a snapshot, unless it has been published. */
  removeUnpublished(id: string): void;
}

/**
 * What analyses made: immutable records by id, the newest first under their subject, which says what they are about (a list of
 * names and digests, the same for the same question).
 */
export interface ResultTable<R extends { readonly id: string }> {
  find(id: string): R | undefined;
  /** Newest first; a shorter subject stands for all that begin with it. */
  list(subject: readonly string[]): R[];
  /** Throws a plain Error for an id that is taken. */
  add(record: R, subject: readonly string[]): void;
  /** Returns whether it was there. */
  remove(id: string): boolean;
  /** Removes all under the subject and those that begin with it. */
  removeAll(subject: readonly string[]): void;
}

/** Large arrays of results, a file each; written once, before the record that refers to it. */
export interface ArrayFiles<A extends object> {
  /** Throws STORE_FULL and STORE_NOT_ALLOWED. */
  write(id: string, arrays: A): void;
  /** Throws STORE_CORRUPT. */
  read(id: string): A;
  /** Does nothing when there is none. */
  remove(id: string): void;
}

/** Arrays that could be computed again. */
export interface ArrayCache<A extends object> {
  /** Undefined when there are none, and when they are damaged. */
  find(id: string): A | undefined;
  /** Throws STORE_FULL and STORE_NOT_ALLOWED. */
  write(id: string, arrays: A): void;
}

/** A corpus tokenised for one tokenizer: flat token ids, never changed. */
export interface TokenFile {
  readonly name: string;
  readonly documents: number;
  /** The documents' own tokens. */
  readonly tokens: number;
  extent(document: number): DocumentExtent;
  documentId(document: number): string;
  /** Index of the document with this id, or undefined. */
  findDocument(id: string): number | undefined;
  /** Own tokens start to end (exclusive, cut at the document's end) of a document, copied. */
  tokenIds(document: number, start: number, end: number): Uint32Array;
}

export interface TokenFileTable {
  /** Undefined until it has been written. Opened files are kept open and shared. */
  find(corpusDigest: string, tokenizerDigest: string): TokenFile | undefined;
  open(name: string): TokenFile;
  /** Writes the file whole and then makes it visible under its name. */
  write(
    corpusDigest: string,
    tokenizerDigest: string,
    source: {
      readonly vocabularySize: number;
      readonly documents: AsyncIterable<TokenizedDocument> | Iterable<TokenizedDocument>;
    },
  ): Promise<TokenFile>;
}

export interface TokenizedDocument {
  readonly id: string;
  readonly tokenIds: ArrayLike<number>;
  readonly repeatsBos: boolean;
}

/** What a corpus consists of, whatever its name. */
export type CorpusContent = Pick<CorpusRecord, 'digest' | 'documents'>;

export interface CorpusTable extends NamedTable<CorpusRecord> {
  /**
   * Streams documents into the store; registers nothing. Returns digest and count; the content is kept once per digest,
   * and not at all when `check`, which is told them before, throws.
   */
  write(documents: AsyncIterable<CorpusDocument>, check?: (content: CorpusContent) => void): Promise<CorpusContent>;
  read(digest: string): AsyncIterable<CorpusDocument>;
}

export interface DatasetTable extends NamedTable<DatasetRecord> {
  /**
   * Keeps the content once per digest; registers nothing. Returns the digest. Nothing is kept when `check`, which is told the
   * digest before, throws.
   */
  write(content: DatasetContent, check?: (digest: string) => void): Promise<string>;
  /** The content whole, its rows in order. Throws STORE_CORRUPT when it is not what was written. */
  read(digest: string): Promise<DatasetContent>;
}

/** Folders of large files, named by digest so that the same content is kept once. */
export interface Blobs {
  modelFolder(digest: string): string;
  dictionaryFolder(digest: string): string;
  /** Fills a new folder by `fill(temporaryFolder)` and then moves it to its place; does nothing when it is there. */
  createFolder(folder: string, fill: (temporaryFolder: string) => Promise<void>): Promise<void>;
  /** Removes a folder that was found damaged, so that it can be created anew. */
  removeFolder(folder: string): void;
  /** A job's own files (checkpoints); created when missing. */
  jobFolder(jobId: string): string;
  removeJobFolder(jobId: string): void;
  /** Ids of the jobs that have a folder. */
  jobFolders(): string[];
}

export interface Store {
  readonly folder: string;
  readonly version: number;
  readonly models: NamedTable<ModelRecord>;
  readonly dictionaries: NamedTable<DictionaryRecord>;
  readonly corpora: CorpusTable;
  readonly datasets: DatasetTable;
  readonly harvests: HarvestTable;
  readonly jobs: JobTable;
  readonly annotations: AnnotationTable;
  readonly keys: NamedTable<KeyRecord>;
  /** Subject: dictionary, corpus, token rule. */
  readonly metrics: ResultTable<MetricsRecord>;
  /** Subject: dictionary, corpus. */
  readonly pruningSweeps: ResultTable<PruningSweepRecord>;
  /** Subject: digest of the model, digest of the corpus, hook point. */
  readonly activationMeans: ResultTable<ActivationMeanRecord>;
  /** Subject: contents of truth and query, vectors; see services/similarity/compared-side. */
  readonly similarities: ResultTable<SimilarityRecord>;
  /** By the id of the similarity. */
  readonly similarityArrays: ArrayFiles<SimilarityArrays>;
  /** Subject: as of similarities. */
  readonly similarityPairs: ResultTable<SimilarityPairRecord>;
  /** Subject: SHA-256 over the contents and the vectors. */
  readonly similarityMatrices: ResultTable<SimilarityMatrixRecord>;
  /** Subject: the shape. */
  readonly chances: ResultTable<ChanceRecord>;
  readonly classifiers: NamedTable<ClassifierRecord>;
  readonly featureScans: NamedTable<FeatureScanRecord>;
  /** By the id of the scan. */
  readonly featureScanArrays: ArrayFiles<FeatureScanArrays>;
  /** Subject: name of the classifier, name of the data set, JSON of the columns of the groups. */
  readonly evaluations: ResultTable<EvaluationRecord>;
  readonly generalizations: NamedTable<GeneralizationRecord>;
  /** By a digest of all that decides them; can be computed again. */
  readonly pooledActivations: ArrayCache<PooledActivations>;
  readonly pooledFeatures: ArrayCache<PooledFeatures>;
  readonly tokenFiles: TokenFileTable;
  readonly blobs: Blobs;
  close(): Promise<void>;
}

/** What saeql does, as the command line and the resolvers ask for it. No GraphQL, no HTTP. */
import type { Context, ContextFilter, QuantileSample } from '../domain/context.js';
import type { CorpusRecord } from '../domain/corpus.js';
import type { ColumnMap, DatasetRecord } from '../domain/dataset.js';
import type { DictionaryArchitecture, DictionaryRecord } from '../domain/dictionary.js';
import type {
  Annotation,
  FeatureFilter,
  FeatureKey,
  FeatureOrder,
  FeatureStatistics,
  FeatureVectors,
} from '../domain/feature.js';
import type { HarvestRecord, Histogram } from '../domain/harvest.js';
import type {
  HarvestInput,
  JobRecord,
  JobState,
  MetricsInput,
  PruningSweepInput,
  Int8DictionaryInput,
  RandomizedModelInput,
} from '../domain/job.js';
import type { MetricsRecord, TokenRule } from '../domain/metrics.js';
import type { ModelRecord, RandomizedControl, Token } from '../domain/model.js';
import type { NodeKey } from '../domain/node-id.js';
import type { Page, PageRequest } from '../domain/page.js';
import type { PruningSweepRecord } from '../domain/pruning-sweep.js';
import type { ClassifierService, EvaluationService, FeatureScanService } from './classifier-services.js';
import type { FeatureEffectService, InferenceService, InterventionService } from './engine-services.js';
import type { SimilarityService } from './similarity-services.js';

export type * from './classifier-services.js';
export type * from './engine-services.js';
export type * from './similarity-services.js';

export interface CatalogService {
  models(request: PageRequest): Page<ModelRecord>;
  findModel(name: string): ModelRecord | undefined;
  /** Throws MODEL_NOT_FOUND with the nearest names, as the others theirs. */
  getModel(name: string): ModelRecord;
  dictionaries(
    request: PageRequest,
    filter: { readonly model?: string; readonly hookPoint?: string; readonly of?: string },
  ): Page<DictionaryRecord>;
  findDictionary(name: string): DictionaryRecord | undefined;
  getDictionary(name: string): DictionaryRecord;
  corpora(request: PageRequest): Page<CorpusRecord>;
  findCorpus(name: string): CorpusRecord | undefined;
  getCorpus(name: string): CorpusRecord;
  datasets(request: PageRequest): Page<DatasetRecord>;
  findDataset(name: string): DatasetRecord | undefined;
  getDataset(name: string): DatasetRecord;
  /** The corpus' own tokens for the model; null until it has been tokenised. */
  corpusTokens(corpus: CorpusRecord, model: ModelRecord): number | null;
}

export interface ImportService {
  importModel(request: {
    readonly folder: string;
    readonly name: string;
    readonly control?: RandomizedControl;
  }): Promise<ModelRecord>;
  importDictionary(request: {
    readonly path: string;
    readonly name: string;
    readonly model: string;
    /** What it reads; where the file says it, that is the default. */
    readonly hookPoint?: string;
    /** What a transcoder writes; as before. */
    readonly outputHookPoint?: string;
    readonly architecture?: DictionaryArchitecture;
    readonly k?: number;
  }): Promise<DictionaryRecord>;
  /** JSON Lines or, for `.txt`, a document a line. */
  importCorpus(request: { readonly file: string; readonly name: string }): Promise<CorpusRecord>;
  /**
   * Checks every row and registers nothing when one is bad. The same rows and positive label under the same name give the record
   * that is there. Throws the errors of domain/error-catalogue/dataset-errors, NAME_INVALID and NAME_TAKEN.
   */
  importDataset(request: DatasetRequest): Promise<DatasetRecord>;
}

export interface DatasetRequest {
  readonly name: string;
  readonly source: DatasetSource;
  /** The others count as false. */
  readonly positiveLabel?: string;
}

export type DatasetSource =
  | { readonly kind: 'rows'; readonly rows: readonly DatasetRowRequest[] }
  | { readonly kind: 'csv' | 'jsonl'; readonly text: string; readonly columns: ColumnMap }
  /** By its ending, .csv or .jsonl. */
  | { readonly kind: 'file'; readonly file: string; readonly columns: ColumnMap };

export interface DatasetRowRequest {
  readonly text: string;
  readonly label: string;
  readonly groups?: readonly { readonly column: string; readonly value: string }[];
  readonly split?: string;
}

export interface HarvestService {
  /** The newest harvest of the dictionary, on the corpus when one is named (CORPUS_NOT_FOUND for an unknown one). */
  find(dictionary: string, corpus?: string): HarvestRecord | undefined;
  findById(id: string): HarvestRecord | undefined;
  /** Of log10 frequency; dead features are in no bin. */
  frequencyHistogram(harvest: HarvestRecord, bins: number, from: number, to: number): Histogram;
}

export interface PruningService {
  /**
   * Registers a dictionary without some features of another, a view over the same weights. Throws DICTIONARY_NOT_FOUND,
   * CORPUS_NOT_FOUND, NOT_HARVESTED for frequencies that no harvest knows, FEATURE_NOT_FOUND for indices that the dictionary
   * never had, ARGUMENT_INVALID when nothing would be left, NAME_INVALID and NAME_TAKEN.
   */
  create(request: PruningRequest): DictionaryRecord;
}

export interface PruningRequest {
  readonly dictionary: string;
  readonly name: string;
  /** Whose frequencies decide; that of the newest harvest when it is left out. */
  readonly corpus?: string;
  /** Features that fire more often are removed. */
  readonly maxFrequency?: number;
  /** Features that fire less often are removed. */
  readonly minFrequency?: number;
  readonly removeFeatures?: readonly number[];
}

export interface PruningSweepService {
  findById(id: string): PruningSweepRecord | undefined;
  /** The metrics of one of a sweep's points, by their own id. */
  findPointMetrics(id: string): MetricsRecord | undefined;
  /**
   * Checks the input whole, then queues the job, or returns the unfinished one of the same input. Throws DICTIONARY_NOT_FOUND,
   * CORPUS_NOT_FOUND, CORPUS_EMPTY, NOT_HARVESTED without a harvest on the corpus, and ARGUMENT_INVALID.
   */
  start(input: PruningSweepInput): JobRecord;
}

export interface MetricsService {
  /**
   * The newest metrics of the dictionary under the token rule, on the corpus when one is named; undefined before they have been
   * measured. Throws DICTIONARY_NOT_FOUND and CORPUS_NOT_FOUND.
   */
  find(
    dictionary: string,
    wanted: { readonly corpus?: string; readonly tokenRule: TokenRule },
  ): MetricsRecord | undefined;
  findById(id: string): MetricsRecord | undefined;
  /** Checks the input whole, then queues the job, or returns the unfinished one of the same input. */
  start(input: MetricsInput): JobRecord;
}

export interface FeatureService {
  /** Undefined for an unknown index and for a feature that a pruning removed; throws DICTIONARY_NOT_FOUND. */
  find(key: FeatureKey): FeatureKey | undefined;
  /** Throws NOT_HARVESTED when the filter or the order needs what only a harvest knows. */
  page(dictionary: string, request: FeaturePageRequest): Promise<Page<FeatureKey>>;
  /** One feature that fires; undefined before a harvest or when none fires. Without a seed, another one each time. */
  random(dictionary: string, corpus: string | undefined, seed: number | undefined): FeatureKey | undefined;
  statistics(harvest: HarvestRecord, indices: readonly number[]): FeatureStatistics[];
  activationHistogram(harvest: HarvestRecord, index: number): Histogram;
  topTokens(harvest: HarvestRecord, index: number, first: number): Promise<FeatureToken[]>;
  vectors(keys: readonly FeatureKey[]): Promise<FeatureVectors[]>;
  annotations(keys: readonly FeatureKey[]): Annotation[][];
  annotate(key: FeatureKey, text: string, author: string): FeatureKey;
}

export interface FeaturePageRequest extends PageRequest {
  readonly corpus?: string;
  /** The snapshot to read; the newest on the corpus when it is left out. */
  readonly harvest?: HarvestRecord;
  readonly filter?: FeatureFilter;
  readonly orderBy: FeatureOrder;
}

export interface FeatureToken {
  readonly token: Token;
  readonly firings: number;
  readonly shareOfFirings: number;
  readonly meanActivation: number;
}

export interface TopContextsRequest {
  readonly harvest: HarvestRecord;
  readonly index: number;
  readonly filter?: ContextFilter;
  readonly first: number;
  readonly after?: string;
}

/** Contexts carry token ids; what spells them is loaded by the methods that make contexts, so the others need not wait. */
export interface ContextService {
  /** One answer a request; requests on one harvest are one read. */
  top(requests: readonly TopContextsRequest[]): Promise<Page<Context>[]>;
  sampled(harvest: HarvestRecord, index: number, quantiles: number, perQuantile: number): Promise<QuantileSample[]>;
  silent(
    harvest: HarvestRecord,
    index: number,
    options: { readonly first: number; readonly seed: number; readonly hard: boolean },
  ): Promise<Context[]>;
  /** Own tokens of the document before and after the window. */
  before(context: Context, tokens: number): string[];
  after(context: Context, tokens: number): string[];
  /** Texts of the window's tokens, in order. */
  tokenTexts(context: Context): string[];
  text(context: Context): string;
}

export interface TokenService {
  tokenize(model: string, text: string, addSpecialTokens: boolean): Promise<Token[]>;
}

/** Things to compare with. */
export interface ControlService {
  /**
   * Queues the making of a twin of a model with re-drawn weights; ends at once when it is there already. Throws
   * MODEL_NOT_FOUND, NAME_INVALID, NAME_TAKEN when another model has the name, ARGUMENT_INVALID for a seed that is no Int.
   */
  startRandomizedModel(input: RandomizedModelInput): JobRecord;
  /**
   * Registers random unit vectors in a dictionary's shape, at its hook point. Throws DICTIONARY_NOT_FOUND, NAME_INVALID,
   * NAME_TAKEN, ARGUMENT_INVALID for a seed that is no Int or a pruning whose features are no whole groups.
   */
  createRandomDictionary(request: RandomDictionaryRequest): Promise<DictionaryRecord>;
  /**
   * Registers the coordinates of a hook point as a dictionary; those below 0 count as 0. Throws MODEL_NOT_FOUND,
   * HOOK_POINT_UNKNOWN, NAME_INVALID, NAME_TAKEN, ARGUMENT_INVALID for more than 8,192 coordinates.
   */
  createIdentityDictionary(request: IdentityDictionaryRequest): Promise<DictionaryRecord>;
}

/** Dictionaries that encode in int8. */
export interface Int8DictionaryService {
  /**
   * Queues the making of a dictionary that encodes in int8 and is else like a float32 one, and the measuring of what that changes;
   * ends at once when it is there already. Throws DICTIONARY_NOT_FOUND, CORPUS_NOT_FOUND, CORPUS_EMPTY, NAME_INVALID, NAME_TAKEN,
   * ARGUMENT_INVALID for a dictionary that is a pruning, in int8 itself or an identity dictionary, for a number of tokens below 1,
   * and where no corpus is named and none is the only one or that of the dictionary's newest harvest.
   */
  start(request: Int8DictionaryRequest): JobRecord;
}

export type Int8DictionaryRequest = Omit<Int8DictionaryInput, 'corpus'> & { readonly corpus?: string };

export interface IdentityDictionaryRequest {
  readonly model: string;
  readonly hookPoint: string;
  readonly name: string;
}

export interface RandomDictionaryRequest {
  readonly like: string;
  readonly name: string;
  readonly seed: number;
}

export interface RemovalService {
  /**
   * Removes a model, a dictionary (its harvests, what was measured and compared of it, and its annotations with it), a corpus, a
   * harvest or another result, and frees the name.
   * Throws IN_USE, with the names, while something depends on it; ARGUMENT_INVALID for a feature or a job; the
   * NOT_FOUND of its kind, and NODE_ID_INVALID for results that are not there.
   */
  remove(key: NodeKey): void;
}

export interface JobService {
  find(id: string): JobRecord | undefined;
  page(request: PageRequest, state?: JobState): Page<JobRecord>;
  /** Checks the input whole, then queues the job; any process that runs jobs may take it. */
  startHarvest(input: HarvestInput): JobRecord;
  /** Asks the job to stop; a queued one is cancelled at once, a final one is left as it is. Throws JOB_NOT_FOUND. */
  cancel(id: string): JobRecord;
  /** The present state at once, then every change, whichever process runs the job; ends after a final state. */
  watch(id: string, signal: AbortSignal): AsyncGenerator<JobRecord>;
  /**
   * Claims and runs a job in this process, to its final state. A job that failed is returned, not thrown; one that another
   * process runs is returned as it is. Aborting the signal puts the job back into the queue, where it goes on later from
   * what is done; `cancel` ends it. A job that cannot go on in this process goes back too, with the reason as its error.
   */
  run(
    id: string,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (job: JobRecord) => void },
  ): Promise<JobRecord>;
  /** The oldest job that is queued, or whose owner is dead; none of the ids that are left out. */
  nextRunnable(except?: ReadonlySet<string>): JobRecord | undefined;
  /** Ends a job whose process died so many times as JOB_CRASHED, unless it came to an end or another process runs it. */
  giveUp(id: string, attempts: number): void;
  /** Removes what jobs that are final left in the store, because their process was killed in the last moment. */
  sweep(): void;
}

/** Tells the present time; tests give a fixed one. */
export type Clock = () => Date;

/** What services say to whoever runs the process; pino's logger is one. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Bounds that requests are checked against. */
export interface Limits {
  readonly maxQueryCost: number;
  readonly maxPrompts: number;
  readonly maxPromptTokens: number;
  readonly maxBodyBytes: number;
  readonly maxPageSize: number;
  readonly deadlineMs: number;
  /** Of tokens times layers times dictionaries, of one request. */
  readonly maxEngineCost: number;
  /** Requests that wait for the engine. */
  readonly maxWaiting: number;
}

export interface Services {
  readonly catalog: CatalogService;
  readonly imports: ImportService;
  readonly harvests: HarvestService;
  readonly metrics: MetricsService;
  readonly similarities: SimilarityService;
  readonly features: FeatureService;
  readonly prunings: PruningService;
  readonly pruningSweeps: PruningSweepService;
  readonly contexts: ContextService;
  readonly tokens: TokenService;
  readonly inference: InferenceService;
  readonly interventions: InterventionService;
  readonly effects: FeatureEffectService;
  readonly controls: ControlService;
  readonly int8Dictionaries: Int8DictionaryService;
  readonly featureScans: FeatureScanService;
  readonly classifiers: ClassifierService;
  readonly evaluations: EvaluationService;
  readonly removal: RemovalService;
  readonly jobs: JobService;
  readonly limits: Limits;
  close(): Promise<void>;
}

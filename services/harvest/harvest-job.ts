/** The harvest as a job: tokenise, pass over the corpus, write a snapshot a dictionary, publish them together. */
import { ResearchError } from '../../domain/errors.js';
import { indexRangeOf } from '../../domain/dictionary.js';
import type { HarvestRecord } from '../../domain/harvest.js';
import type { HarvestInput } from '../../domain/job.js';
import type { ModelRecord } from '../../domain/model.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { Encoder, Engine, ProviderName, Tokenizer } from '../../engine/engine.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Store } from '../../store/store.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { Clock, Log } from '../services.js';
import { filesOfDictionary, filesOfModel } from '../inference/files.js';
import { rowRules, type RowRules } from './batch-rows.js';
import { cutCorpus } from '../corpus-pass/corpus-cut.js';
import { DictionaryState } from './dictionary-state.js';
import { toHarvestId } from './harvest-id.js';
import { harvestKey, planHarvest, type HarvestCatalog, type HarvestPlan } from './harvest-plan.js';
import { runPass } from './harvest-pass.js';
import { HarvestReport } from './harvest-report.js';
import { JobCheckpoints, type HarvestProgress } from './job-checkpoints.js';
import { openEncoderOfOneProvider } from './encoder-of-one-provider.js';
import { firstRun } from '../corpus-pass/shards.js';
import { openTokenFile } from '../corpus-pass/tokenize-corpus.js';
import { countFeatures } from './count-features.js';
import { drawWindowPool } from './window-pool.js';
import { writeSnapshot, type WrittenSnapshot } from './write-snapshot.js';

export interface HarvestJobOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openEncoder'>;
  readonly tokenizers: { load(model: ModelRecord): Promise<Tokenizer> };
  readonly catalog: HarvestCatalog;
  readonly clock: Clock;
  readonly log: Log;
  readonly tuning?: Partial<HarvestTuning>;
}

/** Sizes on which no result depends. */
export interface HarvestTuning {
  /** Positions a shard at least: what is done again, at most, after a kill besides what came since the last checkpoint. */
  readonly shardPositions: number;
  /** Padded positions a batch at most. */
  readonly batchPositions: number;
  readonly checkpointIntervalMs: number;
  /** Slots for token pairs in memory, 24 bytes each, shared by the dictionaries. */
  readonly pairLimit: number;
}

const defaultTuning: HarvestTuning = {
  shardPositions: 32768,
  batchPositions: 4096,
  checkpointIntervalMs: 3000,
  pairLimit: 4 << 20,
};

export function createHarvestJob(options: HarvestJobOptions): JobDefinition {
  return { kind: 'HARVEST', run: (context) => new HarvestRun(options, context).run() };
}

class HarvestRun {
  private readonly plan: HarvestPlan;
  private readonly tuning: HarvestTuning;
  private readonly report: HarvestReport;

  constructor(
    private readonly options: HarvestJobOptions,
    private readonly context: JobContext,
  ) {
    this.plan = planHarvest(context.job.input as HarvestInput, options.catalog);
    this.tuning = { ...defaultTuning, ...options.tuning };
    this.report = new HarvestReport(context.progress);
  }

  async run(): Promise<readonly NodeKey[]> {
    const ids = this.plan.dictionaries.map((_, i) => toHarvestId(this.context.job.id, i));
    const results = ids.map((key): NodeKey => ({ kind: 'Harvest', key }));
    // The process may have ended between publishing and saying so.
    if (ids.every((id) => this.options.store.harvests.get(id) !== undefined)) return results;
    const rules = await this.prepare();
    const { states, progress } = await this.accumulate(rules);
    if (progress.countedTokens === 0)
      throw new ResearchError('CORPUS_EMPTY', `The corpus ${this.plan.corpus.name} holds no counted token.`, {
        at: 'corpus',
      });
    const records: HarvestRecord[] = [];
    for (const [i, state] of states.entries()) {
      const snapshot = await this.writeSnapshot(ids[i], { state, rules, written: i / states.length });
      records.push(this.record(ids[i], i, { snapshot, rules, progress }));
    }
    this.options.store.harvests.publish(records);
    return results;
  }

  private async prepare(): Promise<RowRules> {
    const { store, tokenizers } = this.options;
    const { model, corpus, options } = this.plan;
    const tokenizer = await tokenizers.load(model);
    const tokenFile = await openTokenFile(store, {
      corpus,
      model,
      tokenizer,
      signal: this.context.signal,
      onDocument: (documents) => this.report.tokenized(documents, corpus.documents),
    });
    const cut = await cutCorpus(tokenFile, options, options.maxTokens);
    const pool = await drawWindowPool(cut.windows);
    return rowRules(cut, pool, { tokenizer, includeSpecialTokens: options.includeSpecialTokens });
  }

  private async accumulate(rules: RowRules): Promise<{ states: DictionaryState[]; progress: HarvestProgress }> {
    const { folder, signal } = this.context;
    const key = harvestKey(this.plan);
    const checkpoints = new JobCheckpoints({ folder, key, intervalMs: this.tuning.checkpointIntervalMs });
    const { states, progress: left } = await this.restore(rules, checkpoints);
    this.report.startPass(left, rules.cut.tokens);
    const encoder = await openEncoderOfOneProvider((provider) => this.openEncoder(provider), {
      jobId: this.context.job.id,
      on: left.provider,
    });
    // What was begun before providers were recorded may have been computed by another.
    const provider = left.next === firstRun ? encoder.provider : left.provider;
    const progress = { ...left, provider };
    try {
      const limits = { ...this.tuning, contextLength: this.plan.model.contextLength };
      const onProgress = (now: HarvestProgress): void => this.report.passed(now);
      return {
        states,
        progress: await runPass({ encoder, rules, limits, states, checkpoints, signal, onProgress }, progress),
      };
    } finally {
      await encoder.close();
    }
  }

  /** What an interrupted run of the job left, or the beginning. */
  private async restore(rules: RowRules, checkpoints: JobCheckpoints) {
    const states = this.emptyStates(rules);
    const progress = await checkpoints.read(states);
    if (progress) return { states, progress };
    return { states: this.emptyStates(rules), progress: { next: firstRun, countedTokens: 0, ownTokens: 0 } };
  }

  private emptyStates(rules: RowRules): DictionaryState[] {
    const { dictionaries, model, options } = this.plan;
    const pairLimit = Math.ceil(this.tuning.pairLimit / dictionaries.length);
    return dictionaries.map((dictionary, i) => {
      const { vocabularySize } = model;
      const features = indexRangeOf(dictionary);
      const shape = { features, vocabularySize, ...options, poolWindows: rules.pool.length, pairLimit };
      return new DictionaryState({
        shape,
        folder: this.context.folder,
        name: `${i}`,
      });
    });
  }

  private openEncoder(provider: ProviderName | undefined): Promise<Encoder> {
    const { store, engine } = this.options;
    const { model, dictionaries } = this.plan;
    const whole = filesOfModel(store, model);
    const files = dictionaries.map((dictionary) => filesOfDictionary(store, dictionary));
    // The engine writes graphs beside the weights, and knows no errors of the store.
    return onDiskAsync(whole.folder, () => engine.openEncoder(whole, files, provider));
  }

  private async writeSnapshot(
    id: string,
    { state, rules, written }: { state: DictionaryState; rules: RowRules; written: number },
  ): Promise<WrittenSnapshot> {
    const { features } = state.accumulator.dimensions;
    const share = 1 / this.plan.dictionaries.length;
    return writeSnapshot(this.options.store.harvests.createWriter(id, features), {
      state,
      rules,
      signal: this.context.signal,
      onFeature: (done) => this.report.written(written + (share * done) / features),
    });
  }

  private record(
    id: string,
    index: number,
    { snapshot, rules, progress }: { snapshot: WrittenSnapshot; rules: RowRules; progress: HarvestProgress },
  ): HarvestRecord {
    const { countedTokens: tokens, provider } = progress;
    const dictionary = this.plan.dictionaries[index];
    return {
      id,
      dictionary: dictionary.name,
      dictionaryDigest: dictionary.digest,
      corpus: this.plan.corpus.name,
      corpusDigest: this.plan.corpus.digest,
      tokenFile: rules.cut.tokenFile.name,
      tokens,
      options: this.plan.options,
      digest: snapshot.digest,
      provider,
      finishedAt: this.options.clock().toISOString(),
      ...countFeatures(dictionary, snapshot.columns, tokens),
    };
  }
}

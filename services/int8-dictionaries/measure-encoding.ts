/** Measures how far an int8 encoder is from the float32 one it was made from: one pass of the model over the first tokens of a corpus. */
import type { DictionaryRecord, EncodingError } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Encoder, Engine, Tokenizer } from '../../engine/engine.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Store } from '../../store/store.js';
import { batchesFrom } from '../corpus-pass/batches.js';
import { throwIfCancelled } from '../corpus-pass/cancelled.js';
import { openWholeRuns } from '../corpus-pass/open-whole-runs.js';
import { parseContextTokens } from '../corpus-pass/pass-options.js';
import { ownTokensOf, toTokenBatch, type RunSource } from '../corpus-pass/run-tokens.js';
import { firstRun } from '../corpus-pass/shards.js';
import { filesOfDictionary, filesOfModel } from '../inference/files.js';
import { positionRule, toMeasuredBatch } from '../metrics/token-rule.js';
import { EncodingDifferences } from './encoding-differences.js';
import type { Int8DictionaryPlan } from './int8-dictionary-plan.js';

export interface MeasureEncodingOptions {
  readonly store: Store;
  readonly engine: Pick<Engine, 'openEncoder'>;
  readonly tokenizers: { load(model: ModelRecord): Promise<Tokenizer> };
}

/** What is measured, and whoever waits for it. */
export interface EncodingMeasurement {
  readonly plan: Int8DictionaryPlan;
  /** Need not be registered; its weights must be in the store. */
  readonly int8: DictionaryRecord;
  readonly signal: AbortSignal;
  /** @param fraction from 0 to 1 */
  readonly progress: (fraction: number, message: string) => void;
}

/** Firings of a batch are compared at once, without a pause. */
const limits = { shardPositions: 4096, batchPositions: 1024 };

/** Throws CORPUS_EMPTY, TOKEN_ID_UNKNOWN, ACTIVATION_NOT_FINITE, CANCELLED, and what opening the encoder throws. */
export async function measureEncoding(
  options: MeasureEncodingOptions,
  measurement: EncodingMeasurement,
): Promise<EncodingError> {
  const { of, model, corpus, maxTokens } = measurement.plan;
  const tokenizer = await options.tokenizers.load(model);
  const source = await openSource(options.store, tokenizer, measurement);
  const whole = filesOfModel(options.store, model);
  const files = [of, measurement.int8].map((dictionary) => filesOfDictionary(options.store, dictionary));
  // The engine writes graphs beside the weights, and knows no errors of the store.
  const encoder = await onDiskAsync(whole.folder, () => options.engine.openEncoder(whole, files));
  try {
    const { tokens, differences } = await runPass(encoder, { source, tokenizer, measurement });
    if (tokens === 0)
      throw new ResearchError('CORPUS_EMPTY', `The first tokens of ${corpus.name} hold no counted one.`, {
        at: 'corpus',
      });
    const places = { of: of.name, ofDigest: of.digest, corpus: corpus.name, corpusDigest: corpus.digest };
    return { ...places, maxTokens, tokens, ...differences.result() };
  } finally {
    await encoder.close();
  }
}

function openSource(
  store: Store,
  tokenizer: Tokenizer,
  { plan, signal, progress }: EncodingMeasurement,
): Promise<RunSource> {
  const { corpus, model, maxTokens } = plan;
  const onDocument = (documents: number): void =>
    progress(0, `tokenising, ${documents} of ${corpus.documents} documents`);
  const contextTokens = parseContextTokens(undefined, model);
  return openWholeRuns(store, { corpus, model, tokenizer, signal, onDocument }, { contextTokens, maxTokens });
}

interface Pass {
  readonly source: RunSource;
  readonly tokenizer: Tokenizer;
  readonly measurement: EncodingMeasurement;
}

async function runPass(encoder: Encoder, { source, tokenizer, measurement }: Pass) {
  const { plan, signal, progress } = measurement;
  const rule = positionRule('SAEQL', { includeSpecialTokens: false }, tokenizer.specialTokenIds);
  const differences = new EncodingDifferences();
  let [done, tokens] = [0, 0];
  for (const batch of batchesFrom(source.cut, firstRun, { ...limits, contextLength: plan.model.contextLength })) {
    throwIfCancelled(signal);
    const { counted_BT, ...fed } = toMeasuredBatch(toTokenBatch(batch, source), rule);
    const counted = counted_BT.reduce((sum, one) => sum + one, 0);
    done += ownTokensOf(batch);
    if (counted === 0) continue;
    const [float32, int8] = await encoder.encode(fed, signal);
    differences.addBatch(float32, int8, counted_BT);
    tokens += counted;
    progress(done / source.cut.tokens, `measuring, ${done} of ${source.cut.tokens} tokens`);
  }
  return { tokens, differences };
}

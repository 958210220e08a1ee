/** Mean activations of a hook point over a corpus: computed when they are first asked for, and kept in the store. */
import type { ActivationMeanSource } from '../../domain/activation-mean.js';
import type { CorpusRecord } from '../../domain/corpus.js';
import { ResearchError } from '../../domain/errors.js';
import type { ModelRecord } from '../../domain/model.js';
import { createSortableId } from '../../store/sortable-id.js';
import { createBoundedCache } from '../bounded-cache.js';
import { cutCorpus } from '../corpus-pass/corpus-cut.js';
import { openTokenFile } from '../corpus-pass/tokenize-corpus.js';
import { filesOfModel } from '../inference/files.js';
import type { InterventionOptions } from './intervention-parts.js';
import { MeanPass } from './mean-pass.js';

export interface MeanRequest {
  readonly model: ModelRecord;
  readonly corpus: CorpusRecord;
  readonly hookPoint: string;
}

export interface ActivationMeans {
  /**
   * Over the counted tokens of the corpus, [D]. Throws ENGINE_COST_TOO_HIGH for a corpus that is too large for one request,
   * CORPUS_EMPTY for one without a counted token, BUSY. A pass that was interrupted goes on when it is asked for again.
   */
  get(request: MeanRequest, signal: AbortSignal): Promise<Float32Array>;
}

const longestContext = 1024;
/** Interrupted passes that can go on. */
const mostPasses = 4;

type Options = Pick<InterventionOptions, 'store' | 'engine' | 'tokenizers' | 'runs' | 'admission' | 'limits'>;

export function createActivationMeans(options: Options): ActivationMeans {
  const { store } = options;
  const passes = createBoundedCache<string, { pass?: MeanPass }>(mostPasses);

  async function compute(request: MeanRequest, signal: AbortSignal): Promise<Float32Array> {
    const source = sourceOf(request);
    const known = findMean(store, source);
    if (known) return known;
    const begun = passes.getOrCreate(JSON.stringify(source), () => ({}));
    begun.pass ??= await beginPass(options, request, signal);
    const { mean_D, tokens } = await begun.pass.run(signal);
    begun.pass = undefined;
    const { modelDigest, corpusDigest, hookPoint } = source;
    store.activationMeans.add({ id: createSortableId(), ...source, tokens, mean_D }, [
      ...[modelDigest, corpusDigest, hookPoint],
    ]);
    return Float32Array.from(mean_D);
  }

  return {
    async get(request, signal) {
      const known = findMean(store, sourceOf(request));
      if (known) return known;
      // Whoever asks for the same meanwhile waits for the same pass; other questions to the model go between its batches.
      const lane = `mean ${request.model.digest}`;
      const kind = JSON.stringify(sourceOf(request));
      const nothing = new Int32Array();
      const asking = { tokenIds: nothing, signal };
      return options.admission.admit({ cost: 0 }, () =>
        options.runs.ask({ lane, kind }, asking, async (askers, wantedByAny) => {
          const mean_D = await compute(request, wantedByAny);
          return askers.map(() => mean_D);
        }),
      );
    },
  };
}

function sourceOf({ model, corpus, hookPoint }: MeanRequest): ActivationMeanSource {
  return {
    modelDigest: model.digest,
    tokenizerDigest: model.tokenizerDigest,
    corpusDigest: corpus.digest,
    hookPoint,
    contextTokens: Math.min(model.contextLength, longestContext),
  };
}

function findMean({ activationMeans }: Options['store'], source: ActivationMeanSource): Float32Array | undefined {
  const { modelDigest, corpusDigest, hookPoint, tokenizerDigest, contextTokens } = source;
  const found = activationMeans
    .list([modelDigest, corpusDigest, hookPoint])
    .find((record) => record.tokenizerDigest === tokenizerDigest && record.contextTokens === contextTokens);
  return found && Float32Array.from(found.mean_D);
}

async function beginPass(options: Options, request: MeanRequest, signal: AbortSignal): Promise<MeanPass> {
  const { store, engine, tokenizers, limits } = options;
  const { model, corpus, hookPoint } = request;
  checkCost(corpus.documents, request, limits.maxEngineCost);
  const tokenizer = await tokenizers.load(model);
  const tokenFile = await openTokenFile(store, { corpus, model, tokenizer, signal, onDocument: () => undefined });
  checkCost(tokenFile.tokens, request, limits.maxEngineCost);
  const { contextTokens } = sourceOf(request);
  const cut = await cutCorpus(tokenFile, { contextTokens, windowTokens: contextTokens });
  return new MeanPass({
    source: { cut, bosTokenId: tokenizer.bosTokenId },
    uncounted: tokenizer.specialTokenIds,
    contextLength: model.contextLength,
    corpus: corpus.name,
    read: async (batch, wanted) =>
      (await engine.readActivations(filesOfModel(store, model), [hookPoint], batch, wanted))[0],
  });
}

/** A document has at least a token, so that their number says something before the corpus has been tokenised. */
function checkCost(tokens: number, { model, corpus, hookPoint }: MeanRequest, most: number): void {
  const cost = tokens * model.layers;
  if (cost <= most) return;
  const message = `The mean of ${hookPoint} over "${corpus.name}" has not been computed, and would cost ${cost}; ${most} is allowed.`;
  throw new ResearchError('ENGINE_COST_TOO_HIGH', message, {
    at: 'corpus',
    fix: 'Name a smaller corpus, or raise SAEQL_MAX_ENGINE_COST and SAEQL_DEADLINE_MS and ask once: the mean is kept in the store.',
  });
}

/** Metrics of the made-up model computed as their definitions read: everything in one list, no batches, no sums kept apart. */
import type { MetricsOptions, TokenRule } from '../../domain/metrics.js';
import { runsOf } from '../../domain/run.js';
import type { Tokenizer } from '../../engine/engine.js';
import type { TokenFile } from '../../store/store.js';
import { imaginedSequence, type ImaginedPosition } from './imagined-sequence.js';

export interface BruteForceRequest {
  readonly tokenFile: TokenFile;
  readonly tokenizer: Pick<Tokenizer, 'bosTokenId' | 'specialTokenIds'>;
  readonly tokenRule: TokenRule;
  readonly options: MetricsOptions;
  readonly features: number;
}

/** Counted positions, and those of them that have a next token. */
interface Counted {
  readonly positions: readonly ImaginedPosition[];
  readonly sources: readonly ImaginedPosition[];
}

export function bruteForceMetrics(request: BruteForceRequest) {
  const { positions, sources } = countedOf(request);
  const mean_D = meanOf(positions.map(({ x_D }) => x_D));
  const errors = positions.map(({ x_D, xHat_D }) => minus(x_D, xHat_D));
  const meanError_D = meanOf(errors);
  const squaredError = mean(errors, squaredNorm);
  const variance = mean(positions, ({ x_D }) => squaredNorm(minus(x_D, mean_D)));
  const loss = (condition: keyof ImaginedPosition['loss']) => mean(sources, (source) => source.loss[condition]);
  return {
    tokens: positions.length,
    l0: mean(positions, ({ activation_F }) => activation_F.filter((activation) => activation > 0).length),
    l1: mean(positions, ({ activation_F }) => activation_F.reduce((sum, activation) => sum + activation, 0)),
    mse: squaredError / mean_D.length,
    rmse: Math.sqrt(squaredError / mean_D.length),
    l2Loss: mean(errors, (error) => Math.sqrt(squaredNorm(error))),
    varianceExplained: 1 - mean(errors, (error) => squaredNorm(minus(error, meanError_D))) / variance,
    lossOriginal: loss('original'),
    lossReconstructed: loss('reconstructed'),
    lossZeroAblated: loss('zeroAblated'),
    lossMeanAblated: loss('meanAblated'),
    fractionRecovered: (loss('zeroAblated') - loss('reconstructed')) / (loss('zeroAblated') - loss('original')),
    klDivergence: mean(positions, ({ kl }) => kl.reconstructed),
    alive: aliveShare(positions, request.features),
    'sparsify.fvu': squaredError / variance,
    'saelens.explained_variance_legacy': mean(
      positions,
      ({ x_D, xHat_D }) => 1 - squaredNorm(minus(x_D, xHat_D)) / squaredNorm(minus(x_D, mean_D)),
    ),
  };
}

function countedOf({ tokenFile, tokenizer, tokenRule, options, features }: BruteForceRequest): Counted {
  const [positions, sources]: [ImaginedPosition[], ImaginedPosition[]] = [[], []];
  const spares = tokenRule !== 'DICTIONARY_LEARNING' && !options.includeSpecialTokens;
  for (const tokens of runsOfCorpus(tokenFile, tokenizer, options)) {
    const replaced = tokens.map((token) => !spares || !tokenizer.specialTokenIds.has(token));
    const zeroed = tokenRule === 'SAEQL' ? replaced : tokens.map(() => true);
    imaginedSequence(tokens, { replaced, zeroed }, { place: 0, features }).forEach((position, t) => {
      if (!replaced[t]) return;
      positions.push(position);
      if (t < tokens.length - 1) sources.push(position);
    });
  }
  return { positions, sources };
}

function runsOfCorpus(
  tokenFile: TokenFile,
  { bosTokenId }: Pick<Tokenizer, 'bosTokenId'>,
  { contextTokens, maxTokens = Infinity }: MetricsOptions,
): number[][] {
  let left = maxTokens;
  return Array.from({ length: tokenFile.documents }, (_, document) => document).flatMap((document) => {
    const extent = tokenFile.extent(document);
    const tokens = Math.min(extent.tokens, left);
    left -= tokens;
    return runsOf({ ...extent, tokens }, { contextTokens, windowTokens: contextTokens }).map((run) => [
      ...(run.insertedBos && bosTokenId !== undefined ? [bosTokenId] : []),
      ...tokenFile.tokenIds(document, run.start, run.start + run.tokens),
    ]);
  });
}

function aliveShare(positions: readonly ImaginedPosition[], features: number): number {
  const fires = (feature: number) => positions.some(({ activation_F }) => activation_F[feature] > 0);
  return Array.from({ length: features }, (_, feature) => fires(feature)).filter(Boolean).length / features;
}

function mean<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0) / items.length;
}

function meanOf(vectors: readonly (readonly number[])[]): number[] {
  return vectors[0].map((_, d) => mean(vectors, (vector) => vector[d]));
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, d) => value - b[d]);
}

function squaredNorm(vector: readonly number[]): number {
  return vector.reduce((sum, value) => sum + value * value, 0);
}

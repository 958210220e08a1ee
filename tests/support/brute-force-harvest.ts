/** A harvest by brute force: every firing is kept and sorted whole. Slow, obvious, and shares no code with the kernel. */
import type { Encoder, TokenBatch } from '../../engine/engine.js';
import type { HarvestOptions } from '../../domain/harvest.js';
import type { TokenFile } from '../../store/store.js';

export interface BruteForceInput {
  readonly encoder: Encoder;
  readonly tokenFile: TokenFile;
  readonly options: HarvestOptions;
  readonly bosTokenId: number | undefined;
  readonly specialTokenIds: ReadonlySet<number>;
}

/** A window in which a feature fires. */
export interface FiringWindow {
  readonly document: number;
  readonly start: number;
  readonly insertedBos: boolean;
  readonly peak: number;
  readonly strength: number;
  /** One a position of the window; 0 where the feature does not fire or the position is not counted. */
  readonly activations: number[];
}

export interface BruteForceFeature {
  firings: number;
  sum: number;
  maximum: number;
  /** Strongest first; ties by earlier document, then lower position. */
  windows: FiringWindow[];
  readonly byToken: Map<number, { firings: number; sum: number }>;
}

export interface BruteForceHarvest {
  readonly features: BruteForceFeature[];
  readonly countedTokens: number;
  /** Number of windows of the corpus. */
  readonly windows: number;
}

interface SeenRun {
  readonly document: number;
  /** Index in the document of the first own token. */
  readonly start: number;
  /** What the model sees, an inserted BOS included. */
  readonly tokenIds: number[];
  readonly insertedBos: boolean;
}

/** Cuts by counting tokens one by one, as the contract words it. */
function cutIntoRuns(input: BruteForceInput): SeenRun[] {
  const { tokenFile, options, bosTokenId } = input;
  const runs: SeenRun[] = [];
  let budget = options.maxTokens ?? Infinity;
  for (let document = 0; document < tokenFile.documents && budget > 0; document++) {
    const extent = tokenFile.extent(document);
    const own = [...tokenFile.tokenIds(document, 0, Math.min(extent.tokens, budget))];
    budget -= own.length;
    for (let next = 0; next < own.length;) {
      const insertedBos = next > 0 && extent.repeatsBos && bosTokenId !== undefined;
      const tokenIds = insertedBos ? [bosTokenId] : [];
      const start = next;
      while (next < own.length && tokenIds.length < options.contextTokens) tokenIds.push(own[next++]);
      runs.push({ document, start, tokenIds, insertedBos });
    }
  }
  return runs;
}

function batchOfOne(run: SeenRun): TokenBatch {
  return {
    tokenIds_BT: Int32Array.from(run.tokenIds),
    lengths_B: Int32Array.of(run.tokenIds.length),
    positions: run.tokenIds.length,
  };
}

/** The whole harvest of dictionary number `dictionary` of the encoder, whose size is `size`. */
export async function bruteForceHarvest(
  input: BruteForceInput,
  dictionary: number,
  size: number,
): Promise<BruteForceHarvest> {
  const features = Array.from({ length: size }, (): BruteForceFeature => ({
    firings: 0,
    sum: 0,
    maximum: 0,
    windows: [],
    byToken: new Map(),
  }));
  let countedTokens = 0;
  let windows = 0;
  for (const run of cutIntoRuns(input)) {
    const counted = run.tokenIds.map((id) => input.options.includeSpecialTokens || !input.specialTokenIds.has(id));
    countedTokens += counted.filter(Boolean).length;
    windows += Math.ceil(run.tokenIds.length / input.options.windowTokens);
    const sparse = (await input.encoder.encode(batchOfOne(run)))[dictionary];
    const byFeature = new Map<number, number[]>();
    for (let entry = 0; entry < sparse.row_N.length; entry++) {
      const position = sparse.row_N[entry];
      if (!counted[position]) continue;
      const feature = sparse.feature_N[entry];
      if (!byFeature.has(feature)) byFeature.set(feature, new Array<number>(run.tokenIds.length).fill(0));
      byFeature.get(feature)![position] = sparse.activation_N[entry];
    }
    for (const [feature, activations] of byFeature)
      addRun(features[feature], run, activations, input.options.windowTokens);
  }
  for (const feature of features) feature.windows.sort(strongestFirst);
  return { features, countedTokens, windows };
}

function addRun(feature: BruteForceFeature, run: SeenRun, activations: number[], windowTokens: number): void {
  activations.forEach((activation, position) => {
    if (activation === 0) return;
    feature.firings += 1;
    feature.sum += activation;
    feature.maximum = Math.max(feature.maximum, activation);
    const token = feature.byToken.get(run.tokenIds[position]) ?? { firings: 0, sum: 0 };
    feature.byToken.set(run.tokenIds[position], { firings: token.firings + 1, sum: token.sum + activation });
  });
  for (let first = 0; first < activations.length; first += windowTokens) {
    const window = activations.slice(first, first + windowTokens);
    const strength = Math.max(...window);
    if (strength === 0) continue;
    const inserted = run.insertedBos ? 1 : 0;
    feature.windows.push({
      document: run.document,
      start: run.start + Math.max(0, first - inserted),
      insertedBos: run.insertedBos && first === 0,
      peak: window.indexOf(strength),
      strength,
      activations: window,
    });
  }
}

function strongestFirst(a: FiringWindow, b: FiringWindow): number {
  return (
    b.strength - a.strength ||
    a.document - b.document ||
    a.start - b.start ||
    Number(b.insertedBos) - Number(a.insertedBos)
  );
}

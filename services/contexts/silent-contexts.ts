/** Windows of the corpus in which a feature does not fire. */
import type { Context } from '../../domain/context.js';
import { drawWithoutReplacement } from '../../domain/seeded-random.js';
import type { PoolWindow } from '../../store/store.js';
import { toContext, windowTokenIds, type OpenedHarvest } from './opened-harvest.js';

/** A uniform draw, without replacement, of the pool's windows in which the feature is silent; the seed repeats it. */
export function drawSilent(opened: OpenedHarvest, index: number, options: { first: number; seed: number }): Context[] {
  const drawn = drawWithoutReplacement(silentWindows(opened, index), options.first, options.seed);
  return drawn.map((window, i) => silentContext(opened, window, i + 1));
}

/**
 * The pool's silent windows that look most as if the feature should fire: a window's score is the sum over its positions
 * of the share of the feature's firings that fall on the token there. Highest score first, then earlier window; windows
 * without any of the feature's commonest tokens are left out.
 */
export function hardestSilent(opened: OpenedHarvest, index: number, first: number): Context[] {
  const shares = shareOfFirings(opened, index);
  return silentWindows(opened, index)
    .map((window) => ({ window, score: scoreOf(windowTokenIds(opened, window), shares) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || comparePlaces(a.window, b.window))
    .slice(0, first)
    .map(({ window }, i) => silentContext(opened, window, i + 1));
}

function silentWindows({ snapshot }: OpenedHarvest, index: number): PoolWindow[] {
  const fires = snapshot.firesInPool(index);
  return snapshot.pool.filter((_, window) => ((fires[window >> 3] >> (window & 7)) & 1) === 0);
}

function shareOfFirings({ snapshot }: OpenedHarvest, index: number): Map<number, number> {
  const total = snapshot.columns.firings_F[index];
  return new Map(snapshot.topTokens(index).map(({ tokenId, firings }) => [tokenId, firings / total]));
}

function scoreOf(tokenIds: Uint32Array, shares: ReadonlyMap<number, number>): number {
  let score = 0;
  for (const id of tokenIds) score += shares.get(id) ?? 0;
  return score;
}

function comparePlaces(a: PoolWindow, b: PoolWindow): number {
  // An inserted BOS puts its window before the one that starts at the same token.
  return a.document - b.document || a.start - b.start || Number(b.insertedBos) - Number(a.insertedBos);
}

function silentContext(opened: OpenedHarvest, window: PoolWindow, rank: number): Context {
  const { document, start, insertedBos, positions } = window;
  const activations = new Float32Array(positions);
  return toContext(opened, { document, start, insertedBos, peak: 0, maxActivation: 0, activations }, rank);
}

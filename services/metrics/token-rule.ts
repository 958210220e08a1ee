/** Token rules: which positions of a batch are counted and which are changed. */
import type { MetricsOptions, TokenRule } from '../../domain/metrics.js';
import type { MeasuredBatch, TokenBatch } from '../../engine/engine.js';

/**
 * What a rule decides. Replaced is what is counted, and losses are averaged over the targets that follow a counted
 * position, under every rule.
 */
export interface PositionRule {
  readonly uncountedTokenIds: ReadonlySet<number>;
  /** Ablation to zero spares no position, counted or not. */
  readonly zeroesAll: boolean;
}

/** DICTIONARY_LEARNING knows no special tokens; SAELENS (6.18) spares them when it replaces, not when it ablates. */
export function positionRule(
  rule: TokenRule,
  { includeSpecialTokens }: Pick<MetricsOptions, 'includeSpecialTokens'>,
  specialTokenIds: ReadonlySet<number>,
): PositionRule {
  return {
    uncountedTokenIds: countsSpecialTokens(rule, includeSpecialTokens) ? new Set() : specialTokenIds,
    zeroesAll: rule !== 'SAEQL',
  };
}

/** Whether special tokens are counted under the rule. */
export function countsSpecialTokens(rule: TokenRule, includeSpecialTokens: boolean): boolean {
  return rule === 'DICTIONARY_LEARNING' || includeSpecialTokens;
}

/** The batch with its masks; padding is in none of them. */
export function toMeasuredBatch(batch: TokenBatch, { uncountedTokenIds, zeroesAll }: PositionRule): MeasuredBatch {
  const real_BT = new Uint8Array(batch.tokenIds_BT.length);
  batch.lengths_B.forEach((length, b) => real_BT.fill(1, b * batch.positions, b * batch.positions + length));
  const counted_BT = real_BT.map((real, i) => (real === 1 && !uncountedTokenIds.has(batch.tokenIds_BT[i]) ? 1 : 0));
  return { ...batch, counted_BT, replaced_BT: counted_BT, zeroed_BT: zeroesAll ? real_BT : counted_BT };
}

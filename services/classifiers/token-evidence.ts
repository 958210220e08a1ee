/** What each token adds to the score of a probe or of a single feature: with the bias of a probe, contributions add up to it. */
import type { FeatureClassifierRecord, ProbeRecord } from '../../domain/classifier.js';
import type { TokenEvidence } from '../../domain/classification.js';
import type { PromptFirings } from '../../domain/inference.js';
import type { Token } from '../../domain/model.js';
import type { Pooling } from '../../domain/pooled-activations.js';
import type { TokenSpan } from '../pooled-activations/pool-values.js';

export interface PooledTokens {
  readonly tokens: readonly Token[];
  readonly span: TokenSpan;
}

/**
 * LAST: all comes from the last token. MEAN: each token has an equal part. MAX: each coordinate comes from the first token that
 * has the maximum. Tokens that take no part are left out.
 *
 * @param values_TD activations of all tokens
 */
export function evidenceOfProbe(
  { weights_D, pooling }: ProbeRecord,
  values_TD: Float32Array,
  { tokens, span }: PooledTokens,
): TokenEvidence[] {
  const width = weights_D.length;
  const rowOf = (position: number): Float32Array => values_TD.subarray(position * width, (position + 1) * width);
  const positions = positionsOf(span, pooling);
  if (pooling === 'MAX') return toEvidence(tokens, positions, sharesOfMaxima(positions.map(rowOf), weights_D));
  const divisor = pooling === 'MEAN' ? positions.length : 1;
  const contributions = positions.map((position) => dot(weights_D, rowOf(position)) / divisor);
  return toEvidence(tokens, positions, contributions);
}

/** As above, of one coordinate: the feature's activation. */
export function evidenceOfFeature(
  { hit, pooling }: FeatureClassifierRecord,
  firings: PromptFirings,
  { tokens, span }: PooledTokens,
): TokenEvidence[] {
  const activation_T = new Float32Array(tokens.length);
  firings.feature_N.forEach((feature, n) => {
    if (feature === hit.feature.index) activation_T[firings.position_N[n]] = firings.activation_N[n];
  });
  const positions = positionsOf(span, pooling);
  const values = positions.map((position) => Float32Array.of(activation_T[position]));
  if (pooling === 'MAX') return toEvidence(tokens, positions, sharesOfMaxima(values, [hit.sign]));
  const divisor = pooling === 'MEAN' ? positions.length : 1;
  return toEvidence(
    tokens,
    positions,
    values.map(([value]) => (hit.sign * value) / divisor),
  );
}

function positionsOf({ tokens, firstOwn }: TokenSpan, pooling: Pooling): number[] {
  const from = pooling === 'LAST' ? tokens - 1 : firstOwn;
  return Array.from({ length: tokens - from }, (_, place) => from + place);
}

/** One entry a row: what the coordinates whose first maximum it has add. */
function sharesOfMaxima(rows: readonly Float32Array[], weights_D: readonly number[]): number[] {
  const shares = rows.map(() => 0);
  weights_D.forEach((weight, d) => {
    const best = rows.reduce((first, row, place) => (row[d] > rows[first][d] ? place : first), 0);
    shares[best] += weight * rows[best][d];
  });
  return shares;
}

function toEvidence(
  tokens: readonly Token[],
  positions: readonly number[],
  contributions: readonly number[],
): TokenEvidence[] {
  return positions.map((position, place) => ({
    position,
    token: tokens[position],
    contribution: contributions[place],
  }));
}

function dot(weights_D: readonly number[], values_D: Float32Array): number {
  return weights_D.reduce((sum, weight, d) => sum + weight * values_D[d], 0);
}

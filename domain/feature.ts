/** A feature: one direction of a dictionary, and what a harvest found about it. */

export interface FeatureKey {
  readonly dictionary: string;
  readonly index: number;
}

export interface FeatureStatistics {
  /** Share of counted tokens on which it fires. */
  readonly frequency: number;
  readonly firings: number;
  /** 0 for a dead feature. */
  readonly maxActivation: number;
  /** Over the tokens on which it fires; null for a dead feature, as the two below. */
  readonly meanActivation: number | null;
  /** Share of its firings that fall on its commonest token. */
  readonly topTokenShare: number | null;
  /** How many distinct tokens make up 90% of its firings. */
  readonly tokensFor90Percent: number | null;
}

/** How often and how strongly a feature fires on one token of the vocabulary. */
export interface TokenFirings {
  readonly tokenId: number;
  readonly firings: number;
  readonly meanActivation: number;
}

export const featureOrders = [
  'INDEX_ASC',
  'FREQUENCY_ASC',
  'FREQUENCY_DESC',
  'MAX_ACTIVATION_DESC',
  'TOP_TOKEN_SHARE_DESC',
] as const;
export type FeatureOrder = (typeof featureOrders)[number];

export interface FeatureFilter {
  readonly minFrequency?: number;
  readonly maxFrequency?: number;
  readonly minMaxActivation?: number;
  readonly minTopTokenShare?: number;
  readonly alive?: boolean;
  /** Fires on a token of this text in at least one stored context. */
  readonly token?: string;
  /** Has an annotation that contains this text. */
  readonly annotation?: string;
  readonly indices?: readonly number[];
}

export interface Annotation {
  readonly text: string;
  readonly author: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The vectors of one feature, as the canonical weights hold them. */
export interface FeatureVectors {
  readonly decoder_D: Float32Array;
  readonly encoder_D: Float32Array;
  readonly encoderBias: number;
  readonly threshold: number | null;
}

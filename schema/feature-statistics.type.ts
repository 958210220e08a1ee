/** What a harvest counted of a feature, as it looks from outside. */
import type { FeatureStatistics } from '../domain/feature.js';
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('FeatureStatistics', { simpleResolvers: true })
export class FeatureStatisticsType {
  @Field(() => Float, { description: 'share of tokens on which it fires' })
  readonly frequency: number;

  @Field(() => Float, { description: 'a count; Float because it may pass 2^31' })
  readonly firings: number;

  @Field(() => Float)
  readonly maxActivation: number;

  @Field(() => Float, {
    nullable: true,
    description: 'over the tokens on which it fires; null for a dead feature, as the two below',
  })
  readonly meanActivation: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'share of its firings that fall on its commonest token: 1 for a single-token feature',
  })
  readonly topTokenShare: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'how many distinct tokens make up 90% of its firings: a family such as make, makes, making is 3',
  })
  readonly tokensFor90Percent: number | null;

  /** Name of the corpus that was harvested. */
  readonly corpusName: string;
}

export function featureStatisticsView(statistics: FeatureStatistics, corpusName: string): FeatureStatisticsType {
  const { frequency, firings, maxActivation, meanActivation, topTokenShare, tokensFor90Percent } = statistics;
  return { frequency, firings, maxActivation, meanActivation, topTokenShare, tokensFor90Percent, corpusName };
}

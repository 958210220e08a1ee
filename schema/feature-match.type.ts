/** Features that are like each other, as they look from outside. */
import type { FeatureCosine, FeaturePair } from '../domain/similarity.js';
import { connectionType } from './connection.js';
import { Field, Float, ObjectType } from './decorators.js';
import { FeatureType, featureView } from './feature.type.js';

@ObjectType('FeatureMatch', { simpleResolvers: true })
export class FeatureMatchType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => Float)
  readonly cosine: number;
}

@ObjectType('FeaturePair', { simpleResolvers: true })
export class FeaturePairType {
  @Field(() => FeatureType)
  readonly truth: FeatureType;

  @Field(() => FeatureType)
  readonly query: FeatureType;

  @Field(() => Float)
  readonly cosine: number;
}

export const FeaturePairConnection = connectionType('FeaturePair', () => FeaturePairType);

/** All of them are of one dictionary. */
export function featureMatchViews(matches: readonly FeatureCosine[]): FeatureMatchType[] {
  const indices = matches.map(({ feature }) => feature.index);
  return matches.map(({ feature, cosine }) => ({ feature: featureView(feature, indices), cosine }));
}

/** For the pairs of one page. */
export function featurePairView(pairs: readonly FeaturePair[]): (pair: FeaturePair) => FeaturePairType {
  const truths = pairs.map(({ truth }) => truth.index);
  const queries = pairs.map(({ query }) => query.index);
  return ({ truth, query, cosine }) => ({
    truth: featureView(truth, truths),
    query: featureView(query, queries),
    cosine,
  });
}

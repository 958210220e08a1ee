/** What an intervention changes on a prompt, as it looks from outside. */
import type { InterventionEffect, WatchedFeature } from '../domain/intervention-effect.js';
import { Field, Float, ObjectType } from './decorators.js';
import { FeatureType, featureView } from './feature.type.js';
import { Float32Vector } from './scalars.js';
import { TokenType } from './token.type.js';

/** The domain's record is its own view. */
@ObjectType('LogitChange', { simpleResolvers: true })
export class LogitChangeType {
  @Field(() => TokenType)
  readonly token: TokenType;

  @Field(() => Float)
  readonly before: number;

  @Field(() => Float)
  readonly after: number;
}

@ObjectType('WatchedFeature', { simpleResolvers: true })
export class WatchedFeatureType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => [Float])
  readonly before: Float32Array;

  @Field(() => [Float])
  readonly after: Float32Array;
}

@ObjectType('InterventionEffect', { simpleResolvers: true })
export class InterventionEffectType {
  @Field(() => [TokenType])
  readonly tokens: readonly TokenType[];

  @Field(() => Float, { description: 'mean next-token cross-entropy, nats' })
  readonly lossBefore: number;

  @Field(() => Float)
  readonly lossAfter: number;

  @Field(() => Float, { description: 'mean over positions of KL(before || after), nats' })
  readonly klDivergence: number;

  @Field(() => Float32Vector, { description: 'per position: change of the loss of the next token' })
  readonly lossChange: Float32Array;

  @Field(() => [WatchedFeatureType])
  readonly watched: readonly WatchedFeatureType[];

  readonly record: InterventionEffect;
}

export function interventionEffectView(record: InterventionEffect): InterventionEffectType {
  const { tokens, lossBefore, lossAfter, klDivergence, lossChange, watched } = record;
  return { ...{ tokens, lossBefore, lossAfter, klDivergence, lossChange, record }, watched: watched.map(watchedView) };
}

function watchedView({ feature, before, after }: WatchedFeature): WatchedFeatureType {
  return { feature: featureView(feature), before, after };
}

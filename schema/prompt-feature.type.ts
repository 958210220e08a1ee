/** A feature on a prompt, and a feature at a token, as they look from outside. */
import type { FeatureActivation, PromptFeature } from '../domain/inference.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { FeatureType, featureView } from './feature.type.js';

@ObjectType('PromptFeature', { simpleResolvers: true })
export class PromptFeatureType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => Float)
  readonly max: number;

  @Field(() => Int)
  readonly position: number;

  @Field(() => [Float])
  readonly activations: readonly number[];
}

@ObjectType('FeatureActivation', { simpleResolvers: true })
export class FeatureActivationType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => Float)
  readonly activation: number;
}

export function promptFeatureView({ feature, max, position, activations }: PromptFeature): PromptFeatureType {
  return { feature: featureView(feature), max, position, activations: Array.from(activations) };
}

export function featureActivationView({ feature, activation }: FeatureActivation): FeatureActivationType {
  return { feature: featureView(feature), activation };
}

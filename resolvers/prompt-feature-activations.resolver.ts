/** Feature activations on a prompt, as whoever asks wants to see them. */
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from '../schema/decorators.js';
import { StrongestFeaturesArgs } from '../schema/inference.args.js';
import {
  FeatureActivationType,
  featureActivationView,
  PromptFeatureType,
  promptFeatureView,
} from '../schema/prompt-feature.type.js';
import { PromptFeatureActivationsType } from '../schema/prompt-feature-activations.type.js';
import { Float32Vector } from '../schema/scalars.js';
import { SparseActivationsType, sparseActivationsView } from '../schema/sparse-activations.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => PromptFeatureActivationsType)
export class PromptFeatureActivationsResolver {
  @FieldResolver(() => [PromptFeatureType], {
    description: 'strongest features over the whole prompt, by maximum activation',
  })
  top(
    @Root() { record }: PromptFeatureActivationsType,
    @Args(() => StrongestFeaturesArgs) { first, skipSpecialTokens }: StrongestFeaturesArgs,
    @Ctx() { services }: RequestContext,
  ): PromptFeatureType[] {
    return services.inference.strongest(record, first, { skipSpecialTokens }).map(promptFeatureView);
  }

  @FieldResolver(() => [[FeatureActivationType]], { description: 'strongest features at each token' })
  perToken(
    @Root() { record }: PromptFeatureActivationsType,
    @Arg('first', () => Int, { defaultValue: 5 }) first: number,
    @Ctx() { services }: RequestContext,
  ): FeatureActivationType[][] {
    return services.inference.strongestPerToken(record, first).map((list) => list.map(featureActivationView));
  }

  @FieldResolver(() => SparseActivationsType, { description: 'every non-zero activation' })
  sparse(@Root() { record }: PromptFeatureActivationsType): SparseActivationsType {
    return sparseActivationsView(record.firings);
  }

  @FieldResolver(() => Float32Vector, {
    nullable: true,
    description: 'with `features`: one row a feature, one column a token',
  })
  dense(@Root() { record }: PromptFeatureActivationsType, @Ctx() { services }: RequestContext): Float32Array | null {
    return services.inference.dense(record);
  }
}

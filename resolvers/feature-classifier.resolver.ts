/** Single features as classifiers: making one. */
import { Arg, Ctx, Mutation, Resolver } from '../schema/decorators.js';
import { FeatureClassifierInputType, toFeatureClassifierInput } from '../schema/feature-classifier.input.js';
import { FeatureClassifierType } from '../schema/feature-classifier.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FeatureClassifierType)
export class FeatureClassifierResolver {
  @Mutation(() => JobType)
  startFeatureClassifier(
    @Arg('input', () => FeatureClassifierInputType) input: FeatureClassifierInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.classifiers.startFeatureClassifier(toFeatureClassifierInput(input)));
  }
}

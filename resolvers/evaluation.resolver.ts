/** Evaluations of classifiers: making one, and what it was made of. */
import { DatasetType, datasetView } from '../schema/dataset.type.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { EvaluationInputType, toEvaluationInput } from '../schema/evaluation.input.js';
import { EvaluationType } from '../schema/evaluation.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => EvaluationType)
export class EvaluationResolver {
  @Mutation(() => JobType)
  startEvaluation(
    @Arg('input', () => EvaluationInputType) input: EvaluationInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.evaluations.start(toEvaluationInput(input)));
  }

  @FieldResolver(() => DatasetType)
  dataset(@Root() { record }: EvaluationType, @Ctx() { services }: RequestContext): DatasetType {
    return datasetView(services.catalog.getDataset(record.dataset));
  }
}

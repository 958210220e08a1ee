/** Ensembles: making one, and what it is made of. */
import { ResearchError } from '../domain/errors.js';
import { DatasetType, datasetView } from '../schema/dataset.type.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { EnsembleInputType, toEnsembleInput } from '../schema/ensemble.input.js';
import { EnsembleType } from '../schema/ensemble.type.js';
import { EvaluationType, evaluationView } from '../schema/evaluation.type.js';
import { FeatureScanType, featureScanView } from '../schema/feature-scan.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { ModelType, modelView } from '../schema/model.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => EnsembleType)
export class EnsembleResolver {
  @Mutation(() => JobType)
  startEnsemble(
    @Arg('input', () => EnsembleInputType) input: EnsembleInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    if (input.excludeDownstreamOf) throw noGraph(input.excludeDownstreamOf.graph);
    return jobView(services.classifiers.startEnsemble(toEnsembleInput(input)));
  }

  @FieldResolver(() => ModelType)
  model(@Root() { record }: EnsembleType, @Ctx() { services }: RequestContext): ModelType {
    return modelView(services.catalog.getModel(record.model));
  }

  @FieldResolver(() => DatasetType, { nullable: true })
  trainedOn(@Root() { record }: EnsembleType, @Ctx() { services }: RequestContext): DatasetType | null {
    return orNull(services.catalog.findDataset(record.dataset), datasetView);
  }

  @FieldResolver(() => EvaluationType, {
    nullable: true,
    description: 'on the data set it was trained on, only the held-out part is read',
  })
  evaluation(
    @Root() { record }: EnsembleType,
    @Arg('dataset', () => String) dataset: string,
    @Arg('groupBy', () => [String], { nullable: true }) groupBy: readonly string[] | null,
    @Ctx() { services }: RequestContext,
  ): EvaluationType | null {
    const found = services.evaluations.find({ classifier: record.name, dataset, groupBy: groupBy ?? [] });
    return orNull(found, evaluationView);
  }

  @FieldResolver(() => FeatureScanType)
  scan(@Root() { record }: EnsembleType, @Ctx() { services }: RequestContext): FeatureScanType {
    return featureScanView(services.featureScans.get(record.scan));
  }
}

function noGraph(graph: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', `There is no connection graph "${graph}".`, {
    at: 'excludeDownstreamOf',
    fix: 'Leave the argument out; connection graphs cannot be made yet.',
  });
}

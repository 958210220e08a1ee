/** Ensembles: making one, and what it is made of. */
import { ResearchError } from '../domain/errors.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { EnsembleInputType, toEnsembleInput } from '../schema/ensemble.input.js';
import { EnsembleType } from '../schema/ensemble.type.js';
import { FeatureScanType, featureScanView } from '../schema/feature-scan.type.js';
import { JobType, jobView } from '../schema/job.type.js';
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

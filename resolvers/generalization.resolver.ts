/** Generalisation matrices: making one, and reading it. */
import { DatasetType, datasetView } from '../schema/dataset.type.js';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from '../schema/decorators.js';
import { GeneralizationInputType, toGeneralizationInput } from '../schema/generalization.input.js';
import { GeneralizationRowType, GeneralizationType, generalizationView } from '../schema/generalization.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => GeneralizationType)
export class GeneralizationResolver {
  @Query(() => GeneralizationType, { nullable: true })
  generalization(
    @Arg('name', () => String) name: string,
    @Ctx() { services }: RequestContext,
  ): GeneralizationType | null {
    return orNull(services.evaluations.findGeneralization(name), generalizationView);
  }

  @Mutation(() => JobType)
  startGeneralization(
    @Arg('input', () => GeneralizationInputType) input: GeneralizationInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.evaluations.startGeneralization(toGeneralizationInput(input)));
  }

  @FieldResolver(() => [DatasetType])
  datasets(@Root() { record }: GeneralizationType, @Ctx() { services }: RequestContext): DatasetType[] {
    return record.datasets.map((name) => datasetView(services.catalog.getDataset(name)));
  }
}

@Resolver(() => GeneralizationRowType)
export class GeneralizationRowResolver {
  @FieldResolver(() => DatasetType)
  trainedOn(@Root() { row }: GeneralizationRowType, @Ctx() { services }: RequestContext): DatasetType {
    return datasetView(services.catalog.getDataset(row.trainedOn));
  }

  @FieldResolver(() => DatasetType)
  testedOn(@Root() { row }: GeneralizationRowType, @Ctx() { services }: RequestContext): DatasetType {
    return datasetView(services.catalog.getDataset(row.testedOn));
  }
}

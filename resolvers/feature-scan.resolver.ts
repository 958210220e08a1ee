/** Feature scans: making one, and what it found. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { DatasetType, datasetView } from '../schema/dataset.type.js';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from '../schema/decorators.js';
import { DictionaryType, dictionaryView } from '../schema/dictionary.type.js';
import { FeatureScanInputType, toFeatureScanInput } from '../schema/feature-scan.input.js';
import {
  FeatureHitConnection,
  featureHitView,
  FeatureScanType,
  featureScanView,
  type FeatureHitType,
} from '../schema/feature-scan.type.js';
import { HitPageArgs } from '../schema/hit-page.args.js';
import { JobType, jobView } from '../schema/job.type.js';
import { toPageRequest } from '../schema/page.args.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => FeatureScanType)
export class FeatureScanResolver {
  @Query(() => FeatureScanType, { nullable: true })
  featureScan(@Arg('name', () => String) name: string, @Ctx() { services }: RequestContext): FeatureScanType {
    return featureScanView(services.featureScans.get(name));
  }

  @Mutation(() => JobType)
  startFeatureScan(
    @Arg('input', () => FeatureScanInputType) input: FeatureScanInputType,
    @Ctx() { services }: RequestContext,
  ): JobType {
    return jobView(services.featureScans.start(toFeatureScanInput(input)));
  }

  @FieldResolver(() => DatasetType)
  dataset(@Root() { record }: FeatureScanType, @Ctx() { services }: RequestContext): DatasetType {
    return datasetView(services.catalog.getDataset(record.dataset));
  }

  @FieldResolver(() => [DictionaryType])
  dictionaries(@Root() { record }: FeatureScanType, @Ctx() { loaders }: RequestContext): DictionaryType[] {
    return record.dictionaries.map((name) => dictionaryView(loaders.dictionaries.get(name)));
  }

  @FieldResolver(() => FeatureHitConnection)
  hits(
    @Root() { record }: FeatureScanType,
    @Args(() => HitPageArgs) args: HitPageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<FeatureHitType> {
    const { significant } = args;
    const page = services.featureScans.hits(record, { ...toPageRequest(args), significant });
    return connectionView(page, featureHitView(page.items.map(({ node }) => node)));
  }
}

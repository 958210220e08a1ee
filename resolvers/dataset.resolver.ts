/** Labelled data sets. */
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import { DatasetInputType } from '../schema/dataset.input.js';
import { DatasetConnection, DatasetType, datasetView } from '../schema/dataset.type.js';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from '../schema/decorators.js';
import { PageArgs, toPageRequest } from '../schema/page.args.js';
import { toDatasetRequest } from './dataset-request.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class DatasetResolver {
  @Query(() => DatasetConnection)
  datasets(@Args(() => PageArgs) page: PageArgs, @Ctx() { services }: RequestContext): Connection<DatasetType> {
    return connectionView(services.catalog.datasets(toPageRequest(page)), datasetView);
  }

  @Query(() => DatasetType, { nullable: true })
  dataset(@Arg('name', () => String) name: string, @Ctx() { services }: RequestContext): DatasetType {
    return datasetView(services.catalog.getDataset(name));
  }

  @Mutation(() => DatasetType)
  async importDataset(
    @Arg('input', () => DatasetInputType) input: DatasetInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<DatasetType> {
    return datasetView(await services.imports.importDataset(toDatasetRequest(input)));
  }
}

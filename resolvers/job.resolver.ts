/** Jobs: starting, watching and stopping them. */
import type { JobRecord, JobState } from '../domain/job.js';
import type { Connection } from '../schema/connection.js';
import { connectionView } from '../schema/connection.js';
import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from '../schema/decorators.js';
import { JobStateEnum } from '../schema/enums.js';
import { HarvestInputType, toHarvestInput } from '../schema/harvest.input.js';
import { JobConnection, JobType, jobView } from '../schema/job.type.js';
import { NodeType } from '../schema/node.type.js';
import { PageArgs, toPageRequest } from '../schema/page.args.js';
import { findNode, parseIdOf } from './find-node.js';
import { orNull } from './or-null.js';
import type { RequestContext } from './request-context.js';
import { watchJob } from './watch-job.js';

@Resolver(() => JobType)
export class JobResolver {
  @Query(() => JobType, { nullable: true })
  job(@Arg('id', () => ID) id: string, @Ctx() { services }: RequestContext): JobType | null {
    return orNull(services.jobs.find(parseIdOf('Job', id)), jobView);
  }

  @Query(() => JobConnection)
  jobs(
    @Arg('state', () => JobStateEnum, { nullable: true }) state: JobState | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { services }: RequestContext,
  ): Connection<JobType> {
    return connectionView(services.jobs.page(toPageRequest(page), state ?? undefined), jobView);
  }

  @Mutation(() => JobType)
  async startHarvest(
    @Arg('input', () => HarvestInputType) input: HarvestInputType,
    @Ctx() { services }: RequestContext,
  ): Promise<JobType> {
    return jobView(await services.jobs.startHarvest(toHarvestInput(input)));
  }

  @Mutation(() => JobType)
  async cancelJob(@Arg('id', () => ID) id: string, @Ctx() { services }: RequestContext): Promise<JobType> {
    return jobView(await services.jobs.cancel(parseIdOf('Job', id)));
  }

  @Subscription(() => JobType, {
    subscribe: ({ args, context }) => watchJob(String(args.id), context),
    description:
      'the present state at once, then every change, whichever process runs the job; ends after a final state',
  })
  jobProgress(@Arg('id', () => ID) _id: string, @Root() job: JobRecord): JobType {
    return jobView(job);
  }

  @FieldResolver(() => [NodeType], {
    description: 'what it made: a harvest a dictionary, a similarity, a classifier',
  })
  results(@Root() { record }: JobType, @Ctx() { services }: RequestContext): NodeType[] {
    const found = record.results.map((key) => findNode(key, services));
    return found.filter((node) => node !== null);
  }
}

/** Probes: making one, and where it reads. */
import { getHookPoint } from '../domain/hook-point.js';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from '../schema/decorators.js';
import { HookPointType } from '../schema/hook-point.type.js';
import { JobType, jobView } from '../schema/job.type.js';
import { ProbeInputType, toProbeInput } from '../schema/probe.input.js';
import { ProbeType } from '../schema/probe.type.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ProbeType)
export class ProbeResolver {
  @Mutation(() => JobType)
  startProbe(@Arg('input', () => ProbeInputType) input: ProbeInputType, @Ctx() { services }: RequestContext): JobType {
    return jobView(services.classifiers.startProbe(toProbeInput(input)));
  }

  @FieldResolver(() => HookPointType)
  hookPoint(@Root() { record }: ProbeType, @Ctx() { loaders }: RequestContext): HookPointType {
    return getHookPoint(record.hookPoint, loaders.models.get(record.model).hookPoints);
  }
}

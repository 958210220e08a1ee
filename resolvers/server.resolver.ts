/** What the server says about itself. */
import { Ctx, Query, Resolver } from '../schema/decorators.js';
import { ServerInfoType } from '../schema/server-info.type.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class ServerResolver {
  @Query(() => ServerInfoType, {
    description: 'version, execution providers found, limits in force, what is loaded',
  })
  server(@Ctx() context: RequestContext): ServerInfoType {
    return context.describeServer();
  }
}

/** Looks up, and removes, anything by its global id. */
import { parseNodeId } from '../domain/node-id.js';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from '../schema/decorators.js';
import { NodeType } from '../schema/node.type.js';
import { findNode } from './find-node.js';
import type { RequestContext } from './request-context.js';

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() { services }: RequestContext): NodeType | null {
    return findNode(parseNodeId(id), services);
  }

  @Mutation(() => ID, { description: 'refused while something depends on it, with the names of what does' })
  async remove(@Arg('id', () => ID) id: string, @Ctx() { services }: RequestContext): Promise<string> {
    await services.removal.remove(parseNodeId(id));
    return id;
  }
}

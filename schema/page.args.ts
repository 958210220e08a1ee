/** The arguments of every list: how many, after which cursor. */
import type { PageRequest } from '../domain/page.js';
import { ArgsType, Field, Int } from './decorators.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int)
  readonly first: number = 20;

  @Field(() => String, { nullable: true })
  readonly after?: string | null;
}

/** The page asked for; the services judge its size. */
export function toPageRequest(args: PageArgs): PageRequest {
  return { first: args.first, after: args.after ?? undefined };
}

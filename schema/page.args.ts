/** The arguments of every list: how many, after which cursor. */
import type { PageRequest } from '../domain/page.js';
import { parsePageSize } from '../domain/page.js';
import { ArgsType, Field, Int } from './decorators.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int)
  readonly first: number = 20;

  @Field(() => String, { nullable: true })
  readonly after?: string | null;
}

/** The page asked for; throws PAGE_SIZE_INVALID when it is not of 1 to `maxPageSize` items. */
export function toPageRequest(args: PageArgs, maxPageSize: number): PageRequest {
  return { first: parsePageSize(args.first, maxPageSize), after: args.after ?? undefined };
}

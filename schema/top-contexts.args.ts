/** The arguments of a feature's top contexts. */
import type { ContextFilter } from '../domain/context.js';
import type { PageRequest } from '../domain/page.js';
import { ContextFilterInput, toContextFilter } from './context-filter.input.js';
import { ArgsType, Field, Int } from './decorators.js';
import { toPageRequest } from './page.args.js';

@ArgsType()
export class TopContextsArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => ContextFilterInput, { nullable: true })
  readonly filter?: ContextFilterInput | null;

  @Field(() => Int)
  readonly first: number = 10;

  @Field(() => String, { nullable: true })
  readonly after?: string | null;
}

/** Which of a feature's contexts are wanted. */
export function toContextPageRequest(args: TopContextsArgs): PageRequest & { readonly filter?: ContextFilter } {
  return { ...toPageRequest(args), filter: toContextFilter(args.filter) };
}

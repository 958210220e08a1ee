/** The arguments of a list of matches. */
import type { MatchOrder } from '../domain/similarity.js';
import { ArgsType, Field } from './decorators.js';
import { MatchOrderEnum } from './enums.js';
import { PageArgs } from './page.args.js';

@ArgsType()
export class MatchPageArgs extends PageArgs {
  @Field(() => MatchOrderEnum)
  readonly orderBy: MatchOrder = 'TRUTH_INDEX';
}

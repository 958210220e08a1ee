/** The arguments of a list of features. */
import type { FeatureFilter, FeatureOrder } from '../domain/feature.js';
import type { PageRequest } from '../domain/page.js';
import { ArgsType, Field } from './decorators.js';
import { FeatureOrderEnum } from './enums.js';
import { FeatureFilterInput, toFeatureFilter } from './feature-filter.input.js';
import { PageArgs, toPageRequest } from './page.args.js';

@ArgsType()
export class FeaturePageArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => FeatureFilterInput, { nullable: true })
  readonly filter?: FeatureFilterInput | null;

  @Field(() => FeatureOrderEnum, { nullable: true })
  readonly orderBy?: FeatureOrder | null;
}

interface FeaturePageRequest extends PageRequest {
  readonly corpus?: string;
  readonly filter?: FeatureFilter;
  readonly orderBy: FeatureOrder;
}

/** In the order of indices unless asked otherwise. */
export function toFeaturePageRequest(args: FeaturePageArgs): FeaturePageRequest {
  return {
    ...toPageRequest(args),
    corpus: args.corpus ?? undefined,
    filter: toFeatureFilter(args.filter),
    orderBy: args.orderBy ?? 'INDEX_ASC',
  };
}

/** Which contexts of a feature are wanted. */
import type { ContextFilter } from '../domain/context.js';
import { Field, Float, InputType } from './decorators.js';
import { withoutNulls } from './without-nulls.js';

@InputType('ContextFilter')
export class ContextFilterInput {
  @Field(() => Float, { nullable: true })
  readonly minActivation?: number | null;

  @Field(() => Float, { nullable: true })
  readonly maxActivation?: number | null;

  @Field(() => String, { nullable: true })
  readonly token?: string | null;

  @Field(() => String, { nullable: true })
  readonly document?: string | null;
}

export function toContextFilter(input: ContextFilterInput | null | undefined): ContextFilter | undefined {
  return input ? withoutNulls(input) : undefined;
}

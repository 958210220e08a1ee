/** The argument of every field that comes from a harvest: on which corpus; the newest harvest when none is named. */
import { ArgsType, Field } from './decorators.js';

@ArgsType()
export class CorpusArgs {
  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;
}

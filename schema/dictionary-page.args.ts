/** The arguments of a list of dictionaries. */
import { ArgsType, Field } from './decorators.js';
import { PageArgs } from './page.args.js';

@ArgsType()
export class DictionaryPageArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  readonly model?: string | null;

  @Field(() => String, { nullable: true })
  readonly hookPoint?: string | null;
}

/** Which classifiers to list. */
import { ArgsType, Field } from './decorators.js';
import { PageArgs } from './page.args.js';

@ArgsType()
export class ClassifierPageArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  readonly dataset?: string | null;
}

/** The arguments of a list of hits. */
import { ArgsType, Field } from './decorators.js';
import { PageArgs } from './page.args.js';

@ArgsType()
export class HitPageArgs extends PageArgs {
  @Field(() => Boolean)
  readonly significant: boolean = true;
}

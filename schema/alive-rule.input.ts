/** Which features of a dictionary count. */
import { Field, Float, InputType } from './decorators.js';

@InputType('AliveRule', {
  description: 'which features count: those that fire at all, or above a frequency, on a corpus',
})
export class AliveRuleInput {
  @Field(() => String)
  readonly corpus: string;

  @Field(() => Float)
  readonly minFrequency: number = 0;
}

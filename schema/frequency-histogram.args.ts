/** The arguments of a histogram of log10 frequencies. */
import { ArgsType, Field, Float, Int } from './decorators.js';

@ArgsType()
export class FrequencyHistogramArgs {
  @Field(() => Int)
  readonly bins: number = 99;

  @Field(() => Float)
  readonly from: number = -5;

  @Field(() => Float)
  readonly to: number = 0;
}

/** Which probes are fitted and read where. */
import type { Pooling, ProbeKind } from '../domain/classifier.js';
import type { GeneralizationInput } from '../domain/evaluation.js';
import { Field, InputType, Int } from './decorators.js';
import { PoolingEnum, ProbeKindEnum } from './enums.js';

@InputType('GeneralizationInput')
export class GeneralizationInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => [String])
  readonly datasets: readonly string[];

  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly hookPoint: string;

  @Field(() => [ProbeKindEnum])
  readonly kinds: readonly ProbeKind[] = ['LOGISTIC', 'MASS_MEAN'];

  @Field(() => PoolingEnum)
  readonly pooling: Pooling = 'LAST';

  @Field(() => Int)
  readonly seed: number = 0;
}

export function toGeneralizationInput(input: GeneralizationInputType): GeneralizationInput {
  return { ...input };
}

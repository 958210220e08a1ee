/** What a probe is made of, and how. */
import type { Pooling, ProbeInput, ProbeKind } from '../domain/classifier.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { PoolingEnum, ProbeKindEnum } from './enums.js';
import { withoutNulls } from './without-nulls.js';

@InputType('ProbeInput')
export class ProbeInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly dataset: string;

  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly hookPoint: string;

  @Field(() => ProbeKindEnum)
  readonly kind: ProbeKind = 'LOGISTIC';

  @Field(() => PoolingEnum)
  readonly pooling: Pooling = 'LAST';

  @Field(() => Float, {
    nullable: true,
    description:
      "inverse regularisation strength, as scikit-learn's C; chosen by grouped cross-validation when left out",
  })
  readonly c?: number | null;

  @Field(() => Boolean)
  readonly standardize: boolean = true;

  @Field(() => Boolean, { description: 'of a mass-mean probe: divides by the covariance within the classes' })
  readonly whiten: boolean = false;

  @Field(() => Float, {
    nullable: true,
    description: 'threshold by order statistic; 0.5 probability when left out',
  })
  readonly targetFalsePositiveRate?: number | null;

  @Field(() => String, { nullable: true })
  readonly splitBy?: string | null;

  @Field(() => Int)
  readonly seed: number = 0;
}

export function toProbeInput(input: ProbeInputType): ProbeInput {
  return withoutNulls(input);
}

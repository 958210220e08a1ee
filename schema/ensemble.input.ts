/** Of what to make an ensemble, and when its members agree. */
import type { AgreementRule, EnsembleInput } from '../domain/classifier.js';
import { Field, Float, InputType, Int } from './decorators.js';
import { AgreementRuleEnum } from './enums.js';
import { FeatureInput } from './feature.input.js';
import { withoutNulls } from './without-nulls.js';

@InputType('ExcludeDownstreamInput')
export class ExcludeDownstreamInputType {
  @Field(() => String)
  readonly graph: string;

  @Field(() => [String])
  readonly sets: readonly string[];
}

@InputType('EnsembleInput')
export class EnsembleInputType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly scan: string;

  @Field(() => [FeatureInput], {
    nullable: true,
    description: 'the best significant hit of each cluster when they are left out',
  })
  readonly features?: readonly FeatureInput[] | null;

  @Field(() => ExcludeDownstreamInputType, {
    nullable: true,
    description: 'leave out members whose connection graph shows an effect of these sets above its null',
  })
  readonly excludeDownstreamOf?: ExcludeDownstreamInputType | null;

  @Field(() => AgreementRuleEnum)
  readonly rule: AgreementRule = 'ALL';

  @Field(() => Int, { nullable: true })
  readonly atLeast?: number | null;

  @Field(() => Float, { nullable: true })
  readonly targetFalsePositiveRate?: number | null;

  @Field(() => Float)
  readonly confidence: number = 0.95;
}

/** Without `excludeDownstreamOf`, which the resolver answers. */
export function toEnsembleInput({ excludeDownstreamOf: _, ...input }: EnsembleInputType): EnsembleInput {
  return withoutNulls(input);
}

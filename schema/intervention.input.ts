/** Interventions, each given in one of six ways. */
import type { AblationValue } from '../domain/intervention.js';
import { AblationValueEnum } from './enums.js';
import { Extensions, Field, Float, InputType, Int } from './decorators.js';
import { FeatureInput } from './feature.input.js';
import { Float32Vector } from './scalars.js';

@InputType('SetFeatureInput')
export class SetFeatureInput {
  @Field(() => FeatureInput)
  readonly feature: FeatureInput;

  @Field(() => Float)
  readonly value: number;

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

@InputType('ScaleFeatureInput')
export class ScaleFeatureInput {
  @Field(() => FeatureInput)
  readonly feature: FeatureInput;

  @Field(() => Float)
  readonly factor: number;

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

@InputType('AblateFeaturesInput')
export class AblateFeaturesInput {
  @Field(() => String)
  readonly dictionary: string;

  @Field(() => [Int])
  readonly indices: readonly number[];

  @Field(() => AblationValueEnum)
  readonly value: AblationValue = 'ZERO';

  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

@InputType('AddVectorInput')
export class AddVectorInput {
  @Field(() => String)
  readonly hookPoint: string;

  @Field(() => Float32Vector)
  readonly vector: Float32Array;

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

@InputType('AblateHeadsInput')
export class AblateHeadsInput {
  @Field(() => Int)
  readonly layer: number;

  @Field(() => [Int])
  readonly heads: readonly number[];

  @Field(() => AblationValueEnum)
  readonly value: AblationValue = 'ZERO';

  @Field(() => String, { nullable: true })
  readonly corpus?: string | null;

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

@InputType('ReconstructInput')
export class ReconstructInput {
  @Field(() => String)
  readonly dictionary: string;
}

@Extensions({ oneOf: true })
@InputType('InterventionInput')
export class InterventionInput {
  @Field(() => SetFeatureInput, {
    nullable: true,
    description:
      "replace the feature's activation; the part of the activation that the dictionary does not explain is kept",
  })
  readonly setFeature?: SetFeatureInput;

  @Field(() => ScaleFeatureInput, { nullable: true })
  readonly scaleFeature?: ScaleFeatureInput;

  @Field(() => AblateFeaturesInput, { nullable: true, description: 'zero or mean' })
  readonly ablateFeatures?: AblateFeaturesInput;

  @Field(() => AddVectorInput, { nullable: true })
  readonly addVector?: AddVectorInput;

  @Field(() => AblateHeadsInput, { nullable: true, description: 'zero or mean of whole attention heads, at attn_z' })
  readonly ablateHeads?: AblateHeadsInput;

  @Field(() => ReconstructInput, {
    nullable: true,
    description: "run the dictionary's reconstruction instead of the activation",
  })
  readonly reconstruct?: ReconstructInput;
}

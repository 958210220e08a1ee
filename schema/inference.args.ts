/** The arguments of questions to the engine. */
import type { ActivationsQuestion, FeatureActivationsQuestion } from '../domain/inference.js';
import { ArgsType, Field, Int } from './decorators.js';
import { FeatureInput } from './feature.input.js';
import { PromptInput, toPrompt } from './prompt.input.js';

@ArgsType()
export class ActivationsArgs {
  @Field(() => String)
  readonly model: string;

  @Field(() => String)
  readonly hookPoint: string;

  @Field(() => [PromptInput])
  readonly prompts: readonly PromptInput[];

  @Field(() => [Int], { nullable: true })
  readonly positions?: readonly number[] | null;
}

export function toActivationsQuestion({ model, hookPoint, prompts, positions }: ActivationsArgs): ActivationsQuestion {
  return { model, hookPoint, prompts: prompts.map(toPrompt), positions: positions ?? undefined };
}

@ArgsType()
export class FeatureActivationsArgs {
  @Field(() => [String])
  readonly dictionaries: readonly string[];

  @Field(() => [PromptInput])
  readonly prompts: readonly PromptInput[];

  @Field(() => [FeatureInput], { nullable: true })
  readonly features?: readonly FeatureInput[] | null;
}

export function toFeatureActivationsQuestion(args: FeatureActivationsArgs): FeatureActivationsQuestion {
  const { dictionaries, prompts, features } = args;
  return { dictionaries, prompts: prompts.map(toPrompt), features: features ?? undefined };
}

@ArgsType()
export class StrongestFeaturesArgs {
  @Field(() => Int)
  readonly first: number = 10;

  @Field(() => Boolean)
  readonly skipSpecialTokens: boolean = true;
}

/** The arguments of questions about a model whose activations are changed. */
import type { GenerationQuestion } from '../domain/generation.js';
import type { InterventionQuestion } from '../domain/intervention-effect.js';
import { ArgsType, Field, Float, Int } from './decorators.js';
import { FeatureInput } from './feature.input.js';
import { InterventionInput } from './intervention.input.js';
import { PromptInput, toPrompt } from './prompt.input.js';
import { toIntervention } from './to-intervention.js';

@ArgsType()
export class InterveneArgs {
  @Field(() => String)
  readonly model: string;

  @Field(() => [PromptInput])
  readonly prompts: readonly PromptInput[];

  @Field(() => [InterventionInput])
  readonly interventions: readonly InterventionInput[];

  @Field(() => [FeatureInput], { nullable: true })
  readonly watch?: readonly FeatureInput[] | null;
}

export function toInterventionQuestion(args: InterveneArgs): InterventionQuestion {
  const { model, prompts, interventions, watch } = args;
  return {
    model,
    prompts: prompts.map(toPrompt),
    interventions: interventions.map(toIntervention),
    watch: watch ?? undefined,
  };
}

@ArgsType()
export class GenerateArgs {
  @Field(() => String)
  readonly model: string;

  @Field(() => PromptInput)
  readonly prompt: PromptInput;

  @Field(() => Int)
  readonly maxNewTokens: number = 32;

  @Field(() => Float)
  readonly temperature: number = 0;

  @Field(() => Int)
  readonly seed: number = 0;

  @Field(() => [InterventionInput], { nullable: true })
  readonly interventions?: readonly InterventionInput[] | null;
}

export function toGenerationQuestion(args: GenerateArgs): GenerationQuestion {
  const { model, prompt, maxNewTokens, temperature, seed, interventions } = args;
  return {
    ...{ model, maxNewTokens, temperature, seed },
    prompt: toPrompt(prompt),
    interventions: interventions?.map(toIntervention),
  };
}

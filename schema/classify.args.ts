/** The arguments of a question to a classifier. */
import type { ClassifyQuestion } from '../domain/classification.js';
import { ArgsType, Field } from './decorators.js';
import { PromptInput, toPrompt } from './prompt.input.js';

@ArgsType()
export class ClassifyArgs {
  @Field(() => String)
  readonly classifier: string;

  @Field(() => [PromptInput])
  readonly prompts: readonly PromptInput[];
}

export function toClassifyQuestion({ classifier, prompts }: ClassifyArgs): ClassifyQuestion {
  return { classifier, prompts: prompts.map(toPrompt) };
}

/** What to evaluate, and by which groups. */
import type { EvaluationInput } from '../domain/evaluation.js';
import { Field, InputType } from './decorators.js';

@InputType('EvaluationInput')
export class EvaluationInputType {
  @Field(() => String)
  readonly classifier: string;

  @Field(() => String)
  readonly dataset: string;

  @Field(() => [String], { nullable: true })
  readonly groupBy?: readonly string[] | null;
}

export function toEvaluationInput({ classifier, dataset, groupBy }: EvaluationInputType): EvaluationInput {
  return { classifier, dataset, groupBy: groupBy ?? [] };
}

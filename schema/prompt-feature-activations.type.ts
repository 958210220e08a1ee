/** Feature activations on a prompt, as they look from outside. */
import type { PromptFeatureActivations } from '../domain/inference.js';
import { Field, ObjectType } from './decorators.js';
import { TokenType } from './token.type.js';

@ObjectType('PromptFeatureActivations', { simpleResolvers: true })
export class PromptFeatureActivationsType {
  @Field(() => [TokenType])
  readonly tokens: readonly TokenType[];

  readonly record: PromptFeatureActivations;
}

export function promptFeatureActivationsView(record: PromptFeatureActivations): PromptFeatureActivationsType {
  return { tokens: record.tokens, record };
}

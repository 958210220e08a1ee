/** A prompt, given in one of three ways. */
import type { Prompt } from '../domain/prompt.js';
import { Extensions, Field, InputType, Int } from './decorators.js';

@Extensions({ oneOf: true })
@InputType('PromptInput')
export class PromptInput {
  @Field(() => String, { nullable: true, description: "special tokens are added as the model's tokenizer does" })
  readonly text?: string;

  @Field(() => String, { nullable: true, description: 'no special token is added' })
  readonly raw?: string;

  @Field(() => [Int], { nullable: true })
  readonly tokenIds?: readonly number[];
}

/** Exactly one of the three is there: the schema says so. */
export function toPrompt({ text, raw, tokenIds }: PromptInput): Prompt {
  if (typeof text === 'string') return { kind: 'text', text };
  if (typeof raw === 'string') return { kind: 'raw', text: raw };
  return { kind: 'tokenIds', tokenIds: tokenIds ?? [] };
}

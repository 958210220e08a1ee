/** What was removed from a pruned dictionary, as it looks from outside. */
import type { Pruning } from '../domain/dictionary.js';
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('Pruning', { simpleResolvers: true })
export class PruningType {
  @Field(() => Float, { nullable: true })
  readonly maxFrequency: number | null;

  @Field(() => Float, { nullable: true })
  readonly minFrequency: number | null;

  @Field(() => Int, { description: 'features of `of` that are gone' })
  readonly removed: number;

  readonly record: Pruning;
}

export function pruningView(pruning: Pruning): PruningType {
  return {
    maxFrequency: pruning.maxFrequency ?? null,
    minFrequency: pruning.minFrequency ?? null,
    removed: pruning.removed,
    record: pruning,
  };
}

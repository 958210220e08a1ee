/** Every firing on a prompt, packed for scripts. */
import type { PromptFirings } from '../domain/inference.js';
import { Field, ObjectType } from './decorators.js';
import { Float32Vector, Uint32Vector } from './scalars.js';

@ObjectType('SparseActivations', {
  simpleResolvers: true,
  description: 'one entry a firing, by dictionary, then by position, then by feature',
})
export class SparseActivationsType {
  @Field(() => [String])
  readonly dictionaries: readonly string[];

  @Field(() => Uint32Vector, { description: 'places in `dictionaries`' })
  readonly dictionary: Uint32Array;

  @Field(() => Uint32Vector)
  readonly position: Uint32Array;

  @Field(() => Uint32Vector)
  readonly feature: Uint32Array;

  @Field(() => Float32Vector)
  readonly activation: Float32Array;
}

export function sparseActivationsView(firings: readonly PromptFirings[]): SparseActivationsType {
  return {
    dictionaries: firings.map(({ dictionary }) => dictionary),
    dictionary: Uint32Array.from(firings.flatMap(({ feature_N }, order) => Array.from(feature_N, () => order))),
    position: Uint32Array.from(firings.flatMap(({ position_N }) => [...position_N])),
    feature: Uint32Array.from(firings.flatMap(({ feature_N }) => [...feature_N])),
    activation: Float32Array.from(firings.flatMap(({ activation_N }) => [...activation_N])),
  };
}

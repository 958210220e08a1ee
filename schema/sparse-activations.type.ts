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
  const count = firings.reduce((sum, { feature_N }) => sum + feature_N.length, 0);
  const view = {
    dictionaries: firings.map(({ dictionary }) => dictionary),
    dictionary: new Uint32Array(count),
    position: new Uint32Array(count),
    feature: new Uint32Array(count),
    activation: new Float32Array(count),
  };
  let start = 0;
  for (const [order, { position_N, feature_N, activation_N }] of firings.entries()) {
    view.dictionary.fill(order, start, start + feature_N.length);
    view.position.set(position_N, start);
    view.feature.set(feature_N, start);
    view.activation.set(activation_N, start);
    start += feature_N.length;
  }
  return view;
}

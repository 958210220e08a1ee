/** What makes a model a control, as it looks from outside. */
import type { RandomizationScheme, RandomizedControl } from '../domain/model.js';
import { Field, Int, ObjectType } from './decorators.js';
import { RandomizationSchemeEnum } from './enums.js';

@ObjectType('RandomizedControl', { simpleResolvers: true })
export class RandomizedControlType {
  @Field(() => RandomizationSchemeEnum)
  readonly scheme: RandomizationScheme;

  @Field(() => Int)
  readonly seed: number;

  readonly record: RandomizedControl;
}

export function randomizedControlView(control: RandomizedControl): RandomizedControlType {
  return { scheme: control.scheme, seed: control.seed, record: control };
}

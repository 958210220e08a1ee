/** A probe on activations, as it looks from outside. */
import type { Pooling, ProbeRecord } from '../domain/classifier.js';
import { ClassifierType, commonView } from './classifier.type.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { PoolingEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { Float32Vector } from './scalars.js';

@ObjectType('Probe', { implements: [NodeType, ClassifierType], simpleResolvers: true })
export class ProbeType extends ClassifierType {
  @Field(() => PoolingEnum)
  readonly pooling: Pooling;

  @Field(() => Float32Vector)
  readonly weights: Float32Array;

  @Field(() => Float)
  readonly bias: number;

  @Field(() => Float)
  readonly threshold: number;

  @Field(() => Float, { nullable: true })
  readonly c: number | null;

  @Field(() => Boolean)
  readonly converged: boolean;

  @Field(() => Int)
  readonly iterations: number;

  declare readonly record: ProbeRecord;
}

export function probeView(probe: ProbeRecord): ProbeType {
  const { pooling, bias, threshold, c, converged, iterations } = probe;
  return {
    ...commonView(probe, 'Probe'),
    ...{ pooling, bias, threshold, c, converged, iterations },
    weights: Float32Array.from(probe.weights_D),
  };
}

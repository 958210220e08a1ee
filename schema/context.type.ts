/** A context, as it looks from outside. */
import type { Context, QuantileSample } from '../domain/context.js';
import { connectionType } from './connection.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { Float32Vector, Uint32Vector } from './scalars.js';

@ObjectType('Context', { simpleResolvers: true })
export class ContextType {
  @Field(() => Int, { description: '1 is the strongest' })
  readonly rank: number;

  @Field(() => String)
  readonly document: string;

  @Field(() => Int, { description: 'token offset of the window in the document' })
  readonly start: number;

  @Field(() => Int, { description: 'index of the strongest token in the window' })
  readonly peak: number;

  @Field(() => Float)
  readonly maxActivation: number;

  @Field(() => [Int])
  readonly tokenIds: Uint32Array;

  @Field(() => [Float])
  readonly activations: Float32Array;

  @Field(() => Uint32Vector)
  readonly packedTokenIds: Uint32Array;

  @Field(() => Float32Vector)
  readonly packedActivations: Float32Array;

  readonly record: Context;
}

export const ContextConnection = connectionType('Context', () => ContextType);

export function contextView(context: Context): ContextType {
  const { rank, start, peak, maxActivation, tokenIds, activations } = context;
  return {
    document: context.documentId,
    ...{ rank, start, peak, maxActivation, tokenIds, activations },
    packedTokenIds: tokenIds,
    packedActivations: activations,
    record: context,
  };
}

@ObjectType('QuantileSample', { simpleResolvers: true })
export class QuantileSampleType {
  @Field(() => Float)
  readonly from: number;

  @Field(() => Float)
  readonly to: number;

  @Field(() => [ContextType])
  readonly contexts: readonly ContextType[];
}

export function quantileSampleView(sample: QuantileSample): QuantileSampleType {
  return { from: sample.from, to: sample.to, contexts: sample.contexts.map(contextView) };
}

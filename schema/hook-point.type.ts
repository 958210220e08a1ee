/** A place in a model, as it looks from outside; the domain's record is its own view. */
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('HookPoint', { simpleResolvers: true })
export class HookPointType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly kind: string;

  @Field(() => Int)
  readonly layer: number;

  @Field(() => Int)
  readonly width: number;

  @Field(() => String, { description: 'the ONNX tensor it reads and writes' })
  readonly tensor: string;
}

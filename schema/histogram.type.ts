/** Counts between edges, as they look from outside; the domain's record is its own view. */
import { Field, Float, Int, ObjectType } from './decorators.js';

@ObjectType('Histogram', { simpleResolvers: true })
export class HistogramType {
  @Field(() => [Float])
  readonly edges: readonly number[];

  @Field(() => [Int])
  readonly counts: readonly number[];
}

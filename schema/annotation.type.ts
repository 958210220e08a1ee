/** A note on a feature, as it looks from outside; the domain's record is its own view. */
import { Field, ObjectType } from './decorators.js';
import { DateTime } from './scalars.js';

@ObjectType('Annotation', { simpleResolvers: true })
export class AnnotationType {
  @Field(() => String)
  readonly text: string;

  @Field(() => String)
  readonly author: string;

  @Field(() => DateTime)
  readonly createdAt: string;
}

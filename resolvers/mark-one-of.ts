/** Makes inputs that say so in their extensions take exactly one of their fields; type-graphql has no word for it. */
import { GraphQLSchema, isInputObjectType } from 'graphql';

/** The schema built anew, so that it is checked with the marks. */
export function markOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.oneOf === true) type.isOneOf = true;
  }
  return new GraphQLSchema({ ...schema.toConfig(), assumeValid: false });
}

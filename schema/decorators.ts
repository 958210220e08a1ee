/** The decorators of type-graphql, loaded after the metadata polyfill that they need at import. */
import 'reflect-metadata';
import { Extensions } from 'type-graphql';

export {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';

/** Marks a field whose answer the engine computes: it needs a key that may compute, and runs once, whatever becomes of it. */
export function Computes() {
  return Extensions({ computes: true });
}

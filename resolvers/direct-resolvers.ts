/**
 * Resolver methods called directly. type-graphql wraps every method in middlewares, a container and an asynchronous
 * validation, none of which is used here; on a page of features that wrapping costs as much as the page itself.
 */
import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { RequestContext } from './request-context.js';

type Metadata = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type Param = NonNullable<Metadata['params']>[number];
type Arguments = Readonly<Record<string, unknown>>;
type Resolve = GraphQLFieldResolver<unknown, RequestContext, Arguments>;
type Read = (root: unknown, args: Arguments, context: RequestContext) => unknown;

/** Gives the schema's queries, mutations and relations resolvers that call their method with nothing in between. */
export function resolveDirectly(schema: GraphQLSchema): GraphQLSchema {
  const instances = new Map<unknown, object>();
  const { queries, mutations, fieldResolvers } = getMetadataStorage();
  queries.forEach((metadata) => replace(schema, 'Query', metadata, instances));
  mutations.forEach((metadata) => replace(schema, 'Mutation', metadata, instances));
  for (const metadata of fieldResolvers) {
    if (metadata.kind !== 'external') continue;
    for (const typeName of typeNamesOf(schema, metadata)) replace(schema, typeName, metadata, instances);
  }
  return schema;
}

type MethodMetadata = Pick<Metadata, 'target' | 'methodName' | 'schemaName' | 'params'>;

function replace(
  schema: GraphQLSchema,
  typeName: string,
  metadata: MethodMetadata,
  instances: Map<unknown, object>,
): void {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return;
  const field: GraphQLField<unknown, RequestContext> = type.getFields()[metadata.schemaName];
  field.resolve = directResolver(instanceOf(metadata.target, instances), metadata);
}

/** The object type, or all that implement the interface type. */
function typeNamesOf(schema: GraphQLSchema, metadata: Metadata): readonly string[] {
  const target = metadata.getObjectType?.();
  const { objectTypes, interfaceTypes } = getMetadataStorage();
  const found = [...objectTypes, ...interfaceTypes].find((type) => type.target === target);
  if (!found) throw new Error(`${metadata.target.name}.${metadata.methodName} resolves no object type`);
  const type = schema.getType(found.name);
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [found.name];
}

/** Resolver classes hold no state, so that one of each is enough. */
function instanceOf(target: Metadata['target'], instances: Map<unknown, object>): object {
  const instance = instances.get(target) ?? (Reflect.construct(target, []) as object);
  instances.set(target, instance);
  return instance;
}

function directResolver(instance: object, { methodName, params = [] }: MethodMetadata): Resolve {
  const method = Reflect.get(instance, methodName) as (...given: unknown[]) => unknown;
  const [first, second, third, ...more] = [...params].sort((a, b) => a.index - b.index).map(reader);
  if (more.length > 0) return spreadResolver(instance, method, [first, second, third, ...more]);
  if (third) {
    return (root, args, context) =>
      method.call(instance, first(root, args, context), second(root, args, context), third(root, args, context));
  }
  if (second)
    return (root, args, context) => method.call(instance, first(root, args, context), second(root, args, context));
  return (root, args, context) => method.call(instance, first(root, args, context));
}

function spreadResolver(instance: object, method: (...given: unknown[]) => unknown, reads: readonly Read[]): Resolve {
  return (root, args, context) =>
    method.apply(
      instance,
      reads.map((read) => read(root, args, context)),
    );
}

function reader(param: Param): Read {
  switch (param.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'args':
      return (_root, args) => args;
    case 'arg':
      return (_root, args) => args[param.name];
    default:
      throw new Error(`parameters of the kind ${param.kind} are not resolved directly`);
  }
}

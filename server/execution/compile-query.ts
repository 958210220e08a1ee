/** Compiles a query to a plan. */
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import { isAbstractType, isLeafType, isListType, isNonNullType, isObjectType, Kind } from 'graphql';
import type { ArgumentSlot, FieldPlan, ObjectPlan, QueryPlan, Shape } from './plan.js';

interface Compilation {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly slots: ArgumentSlot[];
}

/** What is left to graphql-js. */
class NotCompiled extends Error {}

/**
 * The plan of a validated query; undefined for what is rare and left to graphql-js: mutations, directives,
 * introspection, what the engine computes, and fields whose type is known only when they are resolved.
 */
export function compileQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): QueryPlan | undefined {
  const root = schema.getQueryType();
  if (operation.operation !== 'query' || operation.directives?.length || !root) return undefined;
  const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((fragment) => [fragment.name.value, fragment]));
  const compilation = { schema, fragments, slots: [] };
  try {
    return { root: compileObject(root, [operation.selectionSet], compilation), slots: compilation.slots };
  } catch (error) {
    if (error instanceof NotCompiled) return undefined;
    throw error;
  }
}

function compileObject(
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
  compilation: Compilation,
): ObjectPlan {
  const nodesByKey = new Map<string, FieldNode[]>();
  for (const { selections } of selectionSets) collectFields(type, selections, { compilation, nodesByKey });
  return { fields: [...nodesByKey].map(([key, nodes]) => compileField(type, key, { nodes, compilation })) };
}

interface Collecting {
  readonly compilation: Compilation;
  /** In the order of their first mention, as answers are. */
  readonly nodesByKey: Map<string, FieldNode[]>;
}

function collectFields(type: GraphQLObjectType, selections: readonly SelectionNode[], collecting: Collecting): void {
  for (const selection of selections) {
    if (selection.directives?.length) throw new NotCompiled();
    if (selection.kind === Kind.FIELD) collectField(selection, collecting.nodesByKey);
    else collectFragment(type, fragmentOf(selection, collecting.compilation), collecting);
  }
}

function collectField(node: FieldNode, nodesByKey: Map<string, FieldNode[]>): void {
  const key = node.alias?.value ?? node.name.value;
  const known = nodesByKey.get(key);
  if (known) known.push(node);
  else nodesByKey.set(key, [node]);
}

type FragmentLike = Pick<FragmentDefinitionNode, 'selectionSet'> & {
  readonly typeCondition?: FragmentDefinitionNode['typeCondition'];
};

function fragmentOf(selection: Exclude<SelectionNode, FieldNode>, { fragments }: Compilation): FragmentLike {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
  const fragment = fragments.get(selection.name.value);
  if (!fragment || fragment.directives?.length) throw new NotCompiled();
  return fragment;
}

function collectFragment(type: GraphQLObjectType, fragment: FragmentLike, collecting: Collecting): void {
  const { schema } = collecting.compilation;
  const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : type;
  const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
  if (applies) collectFields(type, fragment.selectionSet.selections, collecting);
}

interface Compiling {
  readonly nodes: readonly FieldNode[];
  readonly compilation: Compilation;
}

function compileField(type: GraphQLObjectType, key: string, { nodes, compilation }: Compiling): FieldPlan {
  const [node] = nodes;
  const property = node.name.value;
  if (property === '__typename') return typenamePlan(key, type);
  const field = type.getFields()[property];
  // What fails is run again by graphql-js, and the engine is not asked twice.
  if (!field || field.extensions.computes === true) throw new NotCompiled();
  const slot = field.args.length === 0 ? -1 : compilation.slots.push({ field, node }) - 1;
  return { key, property, resolve: field.resolve, slot, shape: shapeOf(field.type, { nodes, compilation }) };
}

function typenamePlan(key: string, type: GraphQLObjectType): FieldPlan {
  const shape: Shape = { kind: 'constant', value: type.name };
  return { key, property: '__typename', resolve: undefined, slot: -1, shape };
}

function shapeOf(type: GraphQLOutputType, compiling: Compiling): Shape {
  const nullable = !isNonNullType(type);
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner)) return { kind: 'list', nullable, item: shapeOf(inner.ofType, compiling) };
  if (isLeafType(inner)) return { kind: 'leaf', nullable, serialize: (value) => inner.serialize(value) };
  if (!isObjectType(inner)) throw new NotCompiled();
  const selectionSets = compiling.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  return { kind: 'object', nullable, plan: compileObject(inner, selectionSets, compiling.compilation) };
}

/**
 * What a query costs, known before it runs: the number of values its answer can hold at most.
 *
 * An object and a value cost 1. A list costs what its items cost times their number: the field's own `first`,
 * `quantiles`, `contexts`, `tokens`, `bins`, `maxNewTokens` or the number of its `prompts` or `dictionaries`; for the lists
 * inside a connection, a sample, a histogram or the like, the number given to the field above (`perQuantile`, `tokens`,
 * `watch`); else an assumed 10, which is also what a packed vector costs. Numbers above the largest page count as
 * the largest page, since the field itself refuses them.
 */
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  typeFromAST,
} from 'graphql';
import { ResearchError } from '../../domain/errors.js';

const assumedListSize = 10;
const packedTypes = new Set(['Float32Vector', 'Uint32Vector', 'JSON']);

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced to their types. */
  readonly variables: Record<string, unknown>;
  readonly maxPageSize: number;
}

/** What costing an operation needs at every level. */
interface Costing extends CostedOperation {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Costs of fragments, which do not depend on where they are spread. */
  readonly known: Map<string, number>;
}

export function operationCost(costed: CostedOperation): number {
  const { schema, document, operation } = costed;
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const costing = { ...costed, fragments: fragmentsOf(document), known: new Map() };
  return selectionSetCost(operation.selectionSet, { parent: root, inherited: undefined }, costing);
}

/** Throws QUERY_TOO_EXPENSIVE with both numbers. */
export function checkCost(cost: number, limit: number): void {
  if (cost <= limit) return;
  throw new ResearchError('QUERY_TOO_EXPENSIVE', `The query costs ${cost}; ${limit} is allowed.`);
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Where a selection stands: in which type, and how long the lists are that have no number of their own. */
interface Place {
  readonly parent: GraphQLCompositeType;
  readonly inherited: number | undefined;
}

function selectionSetCost(selectionSet: SelectionSetNode, place: Place, costing: Costing): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (isSelected(selection, costing)) cost += selectionCost(selection, place, costing);
  }
  return cost;
}

function isSelected(selection: SelectionNode, { variables }: Costing): boolean {
  if (!selection.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function selectionCost(selection: SelectionNode, place: Place, costing: Costing): number {
  switch (selection.kind) {
    case Kind.FIELD:
      return fieldCost(selection, place, costing);
    case Kind.INLINE_FRAGMENT:
      return selectionSetCost(
        selection.selectionSet,
        { ...place, parent: narrowed(selection, place, costing) },
        costing,
      );
    case Kind.FRAGMENT_SPREAD:
      return fragmentCost(selection.name.value, place, costing);
  }
}

function narrowed(
  node: { readonly typeCondition?: FragmentDefinitionNode['typeCondition'] },
  place: Place,
  costing: Costing,
) {
  const type = node.typeCondition && typeFromAST(costing.schema, node.typeCondition);
  return isCompositeType(type) ? type : place.parent;
}

function fragmentCost(name: string, place: Place, costing: Costing): number {
  const fragment = costing.fragments.get(name);
  if (!fragment) return 0;
  const key = `${name}*${place.inherited}`;
  const found = costing.known.get(key);
  if (found !== undefined) return found;
  const cost = selectionSetCost(
    fragment.selectionSet,
    { ...place, parent: narrowed(fragment, place, costing) },
    costing,
  );
  costing.known.set(key, cost);
  return cost;
}

function fieldCost(node: FieldNode, { parent, inherited }: Place, costing: Costing): number {
  const field = fieldOf(parent, node.name.value);
  if (!field) return 1;
  const sizes = sizesOf(field, node, costing);
  const isList = isListType(getNullableType(field.type));
  const items = isList ? (sizes.own ?? inherited ?? assumedListSize) : 1;
  const type = getNamedType(field.type);
  if (!node.selectionSet || !isCompositeType(type)) return items * (packedTypes.has(type.name) ? assumedListSize : 1);
  const below = { parent: type, inherited: sizes.inner ?? (isList ? undefined : sizes.own) };
  return items * (1 + selectionSetCost(node.selectionSet, below, costing));
}

/** The numbers that a field is given: of its own items, and of the items of the lists inside these. */
function sizesOf(field: GraphQLField<unknown, unknown>, node: FieldNode, costing: Costing) {
  if (field.args.length === 0) return { own: undefined, inner: undefined };
  const values = getArgumentValues(field, node, costing.variables);
  const size = (value: unknown) =>
    typeof value === 'number' ? Math.min(Math.max(value, 0), costing.maxPageSize) : undefined;
  const ofPage = values.first ?? values.quantiles ?? values.contexts ?? values.tokens ?? values.bins;
  const own = ofPage ?? values.maxNewTokens ?? lengthOf(values.prompts ?? values.dictionaries);
  const inContext = values.contexts === undefined ? undefined : values.tokens;
  return { own: size(own), inner: size(values.perQuantile ?? inContext ?? lengthOf(values.watch)) };
}

/** An answer a prompt, and an entry a watched feature. */
function lengthOf(list: unknown): number | undefined {
  return Array.isArray(list) ? list.length : undefined;
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

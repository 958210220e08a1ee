/** How deeply a query may be nested: bounds what cost alone does not see, such as chains of single things. */
import type { FragmentDefinitionNode, SelectionSetNode, ValidationContext, ValidationRule } from 'graphql';
import { GraphQLError, Kind } from 'graphql';

/** GraphiQL's introspection query reaches 15. */
const maxQueryDepth = 20;

/** A validation rule, so that its answer is remembered with the validated document. */
export const depthRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const depth = depthOf(operation.selectionSet, context, new Map());
    if (depth <= maxQueryDepth) return;
    const message = `The query is nested ${depth} levels deep; ${maxQueryDepth} are allowed.`;
    context.reportError(new GraphQLError(message, { nodes: operation }));
  },
});

/** `known` holds the fragments' own depths; a fragment in work counts nothing, which ends a cycle of fragments. */
function depthOf(selectionSet: SelectionSetNode, context: ValidationContext, known: Map<string, number>): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    deepest = Math.max(deepest, selectionDepth(selection, context, known));
  }
  return deepest;
}

function selectionDepth(
  selection: SelectionSetNode['selections'][number],
  context: ValidationContext,
  known: Map<string, number>,
): number {
  switch (selection.kind) {
    case Kind.FIELD:
      return 1 + (selection.selectionSet ? depthOf(selection.selectionSet, context, known) : 0);
    case Kind.INLINE_FRAGMENT:
      return depthOf(selection.selectionSet, context, known);
    case Kind.FRAGMENT_SPREAD:
      return fragmentDepth(context.getFragment(selection.name.value), context, known);
  }
}

function fragmentDepth(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  known: Map<string, number>,
): number {
  if (!fragment) return 0;
  const name = fragment.name.value;
  const found = known.get(name);
  if (found !== undefined) return found;
  known.set(name, 0);
  const depth = depthOf(fragment.selectionSet, context, known);
  known.set(name, depth);
  return depth;
}

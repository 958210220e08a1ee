/** What is checked of an operation before it runs, at both addresses. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql';
import { ResearchError } from '../../domain/errors.js';
import type { Limits } from '../../services/services.js';
import type { Principal } from '../auth.js';
import { authorize } from '../auth.js';
import { checkCost, operationCost } from './cost.js';

/** Undefined when the variables do not fit the operation, which its execution will say. */
export type CoercedVariables = Record<string, unknown> | undefined;

export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>> = {},
): CoercedVariables {
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced;
}

export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: CoercedVariables;
  readonly principal: Principal;
  readonly limits: Limits;
}

/** Throws OPERATION_NOT_ALLOWED when this kind of operation is served elsewhere. */
export function checkAddress(operation: OperationDefinitionNode, address: '/graphql' | '/graphql/stream'): void {
  const served = operation.operation === 'subscription' ? '/graphql/stream' : '/graphql';
  if (served === address) return;
  const message = `A ${operation.operation} is served at ${served}, not at ${address}.`;
  throw new ResearchError('OPERATION_NOT_ALLOWED', message);
}

/** The cost, told to `tellCost` before it is refused; throws FORBIDDEN and QUERY_TOO_EXPENSIVE. */
export function checkOperation(checked: CheckedOperation, tellCost: (cost: number) => void): void {
  const { variables, principal, limits } = checked;
  authorize(principal, checked);
  if (!variables) return;
  const cost = costOf(checked, variables);
  tellCost(cost);
  checkCost(cost, limits.maxQueryCost);
}

/** Documents are kept by their text, so that an operation comes again as the same object. */
const knownCosts = new WeakMap<OperationDefinitionNode, number>();

/** Without variables, an operation costs the same every time. */
function costOf({ schema, document, operation, limits }: CheckedOperation, variables: Record<string, unknown>): number {
  const { maxPageSize } = limits;
  const costed = { schema, document, operation, variables, maxPageSize };
  if (operation.variableDefinitions?.length) return operationCost(costed);
  const cost = knownCosts.get(operation) ?? operationCost(costed);
  knownCosts.set(operation, cost);
  return cost;
}

/** Runs queries by plans that are kept with their documents. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { OperationContext } from '../operation-context.js';
import { compileQuery } from './compile-query.js';
import type { QueryPlan } from './plan.js';
import { runPlan } from './run-plan.js';

export interface ExecutedQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced already. */
  readonly variables: Record<string, unknown>;
  readonly context: OperationContext;
}

export type ExecuteQuery = (query: ExecutedQuery) => Promise<Record<string, unknown> | undefined>;

/** The data, or undefined for what graphql-js has to run: what is not compiled, and what failed. */
export function createExecuteQuery(schema: GraphQLSchema): ExecuteQuery {
  const plans = new WeakMap<OperationDefinitionNode, QueryPlan | 'none'>();
  return async ({ document, operation, variables, context }) => {
    const plan = plans.get(operation) ?? compileQuery(schema, document, operation) ?? 'none';
    plans.set(operation, plan);
    return plan === 'none' ? undefined : runPlan(plan, context, variables);
  };
}

/** Reads a subscription and checks it as Apollo checks queries: length, validity, depth, role and cost. */
import type { DocumentNode, ExecutionArgs, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { ResearchError } from '../../domain/errors.js';
import type { Limits } from '../../services/services.js';
import { checkAddress, checkOperation, coerceVariables } from '../limits/check-operation.js';
import { depthRule } from '../limits/depth.js';
import { maxQueryTokens } from '../limits/tokens.js';
import type { OperationContext } from '../operation-context.js';

export interface SubscriptionParams {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface ParsingOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly context: OperationContext;
}

/** Throws ResearchErrors, and GraphQLErrors with GraphQL's own codes for what is wrong with the document. */
export function parseSubscription(params: unknown, { schema, limits, context }: ParsingOptions): ExecutionArgs {
  const { query, operationName, variables = {} } = parseParams(params);
  const document = parseDocument(query);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw protocolError('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.');
  checkAddress(operation, '/graphql/stream');
  const [invalid] = validate(schema, document, [...specifiedRules, depthRule]);
  if (invalid) throw protocolError('GRAPHQL_VALIDATION_FAILED', invalid.message, invalid);
  const coerced = coerceVariables(schema, operation, variables);
  const { principal } = context;
  checkOperation({ schema, document, operation, variables: coerced, principal, limits }, () => undefined);
  return { schema, document, operationName, variableValues: variables, contextValue: context };
}

function parseParams(params: unknown): SubscriptionParams {
  if (isRecord(params) && typeof params.query === 'string') {
    const { query, operationName, variables } = params;
    return {
      query,
      operationName: typeof operationName === 'string' ? operationName : undefined,
      variables: isRecord(variables) ? variables : undefined,
    };
  }
  throw new ResearchError('BODY_NOT_JSON', 'The request holds no "query".', { at: 'query' });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseDocument(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: maxQueryTokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw protocolError('GRAPHQL_PARSE_FAILED', error.message, error);
    throw error;
  }
}

function protocolError(code: string, message: string, at?: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: at?.nodes,
    source: at?.source,
    positions: at?.positions,
    extensions: { code },
  });
}

/** Apollo Server, with our checks before an operation runs and our errors after it. */
import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { ResearchError } from '../domain/errors.js';
import type { Limits } from '../services/services.js';
import { createExecuteQuery } from './execution/execute-query.js';
import { formatError, toRefusal } from './format-error.js';
import type { CheckedOperation, CoercedVariables } from './limits/check-operation.js';
import { checkAddress, checkOperation, coerceVariables } from './limits/check-operation.js';
import { depthRule } from './limits/depth.js';
import { maxQueryTokens } from './limits/tokens.js';
import type { Logger } from './log.js';
import type { OperationContext } from './operation-context.js';
import type { ErrorReporter } from './report-errors.js';

interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly log: Logger;
  readonly reportError: ErrorReporter;
}

/** Started, and not to be stopped by signals of its own: the application does that. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<OperationContext>> {
  const requestIds = new WeakMap<object, string>();
  const apollo = new ApolloServer<OperationContext>({
    schema: options.schema,
    plugins: [
      // It wraps every field; without it a page of features costs a third less.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      operationPlugin(options),
      reportPlugin(options.reportError, requestIds),
    ],
    parseOptions: { maxTokens: maxQueryTokens },
    validationRules: [depthRule],
    allowBatchedHttpRequests: false,
    // Apollo's own appends a line break, for which the whole answer is copied once more.
    stringifyResult: (result) => JSON.stringify(result),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: options.log,
    formatError: (formatted, error) => formatError(formatted, error, requestIds.get(Object(error))),
  });
  await apollo.start();
  return apollo;
}

/** Refuses what must not run, runs what is compiled, and puts the cost into every answer. */
function operationPlugin({ schema, limits }: ApolloOptions): ApolloServerPlugin<OperationContext> {
  const limit = limits.maxQueryCost;
  const executeQuery = createExecuteQuery(schema);
  return {
    async requestDidStart({ request, contextValue: context }) {
      let cost: number | undefined;
      let variables: CoercedVariables;
      return {
        async didResolveOperation({ document, operation }) {
          if (!operation) return;
          variables = coerceVariables(schema, operation, request.variables);
          const { principal } = context;
          refuseIf({ schema, document, operation, variables, principal, limits }, (told) => (cost = told));
        },
        async responseForOperation({ document, operation }) {
          const data = operation && variables && (await executeQuery({ document, operation, variables, context }));
          return data ? wholeResponse(data) : null;
        },
        async willSendResponse({ response }) {
          if (cost === undefined || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const told = { cost, limit, ...engineCostOf(context, limits) };
          singleResult.extensions = { ...singleResult.extensions, cost: told };
        },
      };
    },
  };
}

/** Only of what asked the engine. */
function engineCostOf({ asker }: OperationContext, { maxEngineCost: limit }: Limits) {
  const { cost } = asker.bill;
  return cost > 0 ? { engine: { cost, limit } } : {};
}

/** Null would leave the operation to graphql-js. */
function wholeResponse(data: Record<string, unknown>): GraphQLResponse {
  return { http: { status: undefined, headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data } } };
}

function refuseIf(checked: CheckedOperation, tellCost: (cost: number) => void): void {
  try {
    checkAddress(checked.operation, '/graphql');
    checkOperation(checked, tellCost);
  } catch (error) {
    throw error instanceof ResearchError ? toRefusal(error) : error;
  }
}

/** Errors are formatted without their request, so that its id is kept beside them. */
function reportPlugin(
  reportError: ErrorReporter,
  requestIds: WeakMap<object, string>,
): ApolloServerPlugin<OperationContext> {
  const report = async (errors: readonly GraphQLError[], requestId: string): Promise<void> => {
    for (const error of errors) {
      requestIds.set(error, requestId);
      reportError(error, requestId);
    }
  };
  return {
    async requestDidStart({ contextValue }) {
      return { didEncounterErrors: ({ errors }) => report(errors, contextValue.requestId) };
    },
  };
}

/** Apollo Server, with our checks before an operation runs and our errors after it. */
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { ResearchError } from '../domain/errors.js';
import type { Limits } from '../services/services.js';
import { formatError, toRefusal } from './format-error.js';
import type { CheckedOperation } from './limits/check-operation.js';
import { checkAddress, checkOperation } from './limits/check-operation.js';
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
      checksPlugin(options),
      reportPlugin(options.reportError, requestIds),
    ],
    parseOptions: { maxTokens: maxQueryTokens },
    validationRules: [depthRule],
    allowBatchedHttpRequests: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: options.log,
    formatError: (formatted, error) => formatError(formatted, error, requestIds.get(Object(error))),
  });
  await apollo.start();
  return apollo;
}

/** Refuses what must not run, and puts the cost into every answer. */
function checksPlugin({ schema, limits }: ApolloOptions): ApolloServerPlugin<OperationContext> {
  const limit = limits.maxQueryCost;
  return {
    async requestDidStart({ request, contextValue }) {
      let cost: number | undefined;
      return {
        async didResolveOperation({ document, operation }) {
          if (!operation) return;
          const { principal } = contextValue;
          const variables = request.variables ?? {};
          refuseIf({ schema, document, operation, variables, principal, limits }, (told) => (cost = told));
        },
        async willSendResponse({ response }) {
          if (cost === undefined || response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: { cost, limit } };
        },
      };
    },
  };
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

/** Counts every error that a client is sent, and logs those that nobody foresaw. */
import { GraphQLError } from 'graphql';
import { ResearchError } from '../domain/errors.js';
import { causeOf, isProtocolError } from './format-error.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics.js';

export type ErrorReporter = (error: unknown, requestId: string) => void;

export function createErrorReporter(log: Logger, metrics: Metrics): ErrorReporter {
  return (error, requestId) => {
    const code = codeOf(error);
    metrics.countError(code);
    if (code === 'INTERNAL') log.error({ requestId, err: causeOf(error) }, 'an unforeseen error');
    else log.debug({ requestId, code, reason: String(error) }, 'refused');
  };
}

function codeOf(error: unknown): string {
  const cause = causeOf(error);
  if (cause instanceof ResearchError) return cause.code;
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return isProtocolError(code) ? code : 'INTERNAL';
}

/** Asserts that something fails as the error catalogue says. */
import assert from 'node:assert/strict';
import type { ErrorCode } from '../../domain/errors.js';
import { ResearchError } from '../../domain/errors.js';

/** Returns the error, so that more of it can be checked. */
export function expectResearchError(work: () => unknown, code: ErrorCode): ResearchError {
  try {
    work();
  } catch (error) {
    return asExpected(error, code);
  }
  assert.fail(`${code} was expected, and nothing was thrown`);
}

/** As expectResearchError, of a promise. */
export async function expectRejection(work: Promise<unknown>, code: ErrorCode): Promise<ResearchError> {
  let failure: unknown;
  try {
    await work;
  } catch (error) {
    failure = error;
  }
  if (failure === undefined) assert.fail(`${code} was expected, and nothing was thrown`);
  return asExpected(failure, code);
}

function asExpected(error: unknown, code: ErrorCode): ResearchError {
  if (!(error instanceof ResearchError)) throw error;
  assert.equal(error.code, code, error.message);
  return error;
}

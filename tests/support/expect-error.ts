/** Expects the one error that reaches a user. */
import assert from 'node:assert/strict';
import { ResearchError, type ErrorCode } from '../../domain/errors.js';

export interface ExpectedError {
  /** Found in the message. */
  readonly message?: RegExp;
  readonly at?: string;
}

/** Checks code, message and place of what `work` throws or rejects with. */
export async function expectError(work: () => unknown, code: ErrorCode, expected: ExpectedError = {}): Promise<void> {
  const error = await expectRejection((async () => work())(), code);
  if (expected.message !== undefined) assert.match(error.message, expected.message);
  if (expected.at !== undefined) assert.equal(error.at, expected.at);
}

/** Returns what `work` throws, so that more of it can be checked. */
export function expectResearchError(work: () => unknown, code: ErrorCode): ResearchError {
  try {
    work();
  } catch (error) {
    return asExpected(error, code);
  }
  assert.fail(`${code} was expected, and nothing was thrown`);
}

/** Returns what the promise rejects with. */
export async function expectRejection(work: Promise<unknown>, code: ErrorCode): Promise<ResearchError> {
  const failure = await work.then(
    () => assert.fail(`${code} was expected, and nothing was thrown`),
    (error: unknown) => error,
  );
  return asExpected(failure, code);
}

function asExpected(error: unknown, code: ErrorCode): ResearchError {
  if (!(error instanceof ResearchError)) throw error;
  assert.equal(error.code, code, error.message);
  assert.notEqual(error.fix, '');
  return error;
}

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
  await assert.rejects(
    async () => work(),
    (error: unknown) => {
      assert.ok(error instanceof ResearchError, `not a ResearchError: ${String(error)}`);
      assert.equal(error.code, code, error.message);
      if (expected.message !== undefined) assert.match(error.message, expected.message);
      if (expected.at !== undefined) assert.equal(error.at, expected.at);
      assert.notEqual(error.fix, '');
      return true;
    },
  );
}

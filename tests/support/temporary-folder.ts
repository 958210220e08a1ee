/** Folders for tests, removed when the test, or the file's tests, are done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';

/** A new empty folder for one test, or without it for all tests of the file. */
export function temporaryFolder(test?: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  if (test) test.after(remove);
  else after(remove);
  return folder;
}

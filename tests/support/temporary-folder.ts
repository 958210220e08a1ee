/** Folders for tests, removed when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';

/** A new empty folder. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-test-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new empty folder for all tests of a file. */
export function folderForFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that a whole test file may fill; removed when its tests are done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

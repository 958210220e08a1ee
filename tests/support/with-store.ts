/** Real stores for tests, in folders of their own. */
import type { TestContext } from 'node:test';
import { migrations } from '../../migrations/index.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { temporaryFolder } from './temporary-folder.js';

/** A store that is closed when the test ends; in a new folder unless one is given. */
export async function openTestStore(test: TestContext, folder = temporaryFolder(test)): Promise<Store> {
  const store = await openStore(folder, { migrations });
  test.after(() => store.close());
  return store;
}

/** Arrays that could be computed again: what is missing or damaged is simply not there. */
import { ResearchError } from '../domain/errors.js';
import { createArrayFiles } from './array-files.js';
import type { NumberArray } from './encodings/arrays.js';
import type { ArrayCache } from './store.js';

/** @param folder is there already */
export function createArrayCache<A extends { readonly [K in keyof A]: NumberArray }>(folder: string): ArrayCache<A> {
  const files = createArrayFiles<A>(folder);
  return {
    find(id) {
      try {
        return files.read(id);
      } catch (error) {
        if (error instanceof ResearchError && error.code === 'STORE_CORRUPT') return undefined;
        throw error;
      }
    },
    write: (id, arrays) => files.write(id, arrays),
  };
}

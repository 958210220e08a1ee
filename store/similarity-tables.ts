/** Where similarities are kept. */
import { join } from 'node:path';
import type {
  ChanceRecord,
  SimilarityArrays,
  SimilarityMatrixRecord,
  SimilarityPairRecord,
  SimilarityRecord,
} from '../domain/similarity.js';
import { createArrayFiles } from './array-files.js';
import { Results } from './catalog/results.js';
import type { Environment } from './lmdb/environment.js';
import type { Store } from './store.js';

type SimilarityTables = Pick<
  Store,
  'similarities' | 'similarityArrays' | 'similarityPairs' | 'similarityMatrices' | 'chances'
>;

/** @param folder of the whole store; the folders in it are there already */
export function similarityTables(folder: string, environment: Environment): SimilarityTables {
  return {
    similarities: new Results<SimilarityRecord>(environment, {
      records: 'similarities',
      bySubject: 'similaritiesBySubject',
    }),
    similarityArrays: createArrayFiles<SimilarityArrays>(join(folder, 'similarities')),
    similarityPairs: new Results<SimilarityPairRecord>(environment, {
      records: 'similarityPairs',
      bySubject: 'similarityPairsBySubject',
    }),
    similarityMatrices: new Results<SimilarityMatrixRecord>(environment, {
      records: 'similarityMatrices',
      bySubject: 'similarityMatricesBySubject',
    }),
    chances: new Results<ChanceRecord>(environment, { records: 'chances', bySubject: 'chancesBySubject' }),
  };
}

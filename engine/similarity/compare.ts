/** Mean max cosine similarity of two dictionaries, from their files. */
import { toBestMatches } from './best-matches.js';
import type { Comparison, VectorPair } from './comparison.js';
import type { MatrixProducts } from './matrix-products.js';
import { maxCosines } from './max-cosines.js';
import { checkSameWidth, readFeatureRows } from './read-vectors.js';
import type { FeatureRows } from './read-vectors.js';
import type { Work } from './share.js';

/**
 * For every feature of one dictionary the largest cosine with any of the other's.
 *
 * @source mean max cosine similarity as in Sharkey, Braun & Millidge 2022, "Taking features out of superposition with
 * sparse autoencoders": for each true feature the best learned one, mean over the true ones; `ofQuery` is the other direction
 */
export async function* compare(pair: VectorPair, products: MatrixProducts): Work<Comparison> {
  const { truth, query } = await readPair(pair);
  const { ofRows, ofColumns } = yield* maxCosines(truth.rows, query.rows, { products });
  return {
    ofTruth: toBestMatches(ofRows, truth, query),
    ofQuery: toBestMatches(ofColumns, query, truth),
    provider: products.device?.provider ?? 'cpu',
  };
}

/** Throws as `readFeatureRows`, and DICTIONARY_WIDTH_MISMATCH. */
export async function readPair(pair: VectorPair): Promise<{ truth: FeatureRows; query: FeatureRows }> {
  const truth = await readFeatureRows(pair.truth);
  const query = await readFeatureRows(pair.query);
  checkSameWidth(
    { name: pair.truth.name, width: truth.rows.width },
    { name: pair.query.name, width: query.rows.width },
  );
  return { truth, query };
}

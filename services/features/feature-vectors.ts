/** The vectors of features, read from the canonical weights of their dictionaries. */
import type { FeatureVectors } from '../../domain/feature.js';
import { readFeatureVectors } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { readWeightsOf } from '../damaged-weights.js';
import { groupPlaces } from '../group-places.js';
import { weightsFolder } from '../weights-folder.js';
import type { CatalogService, FeatureService } from '../services.js';

export interface FeatureVectorsOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly catalog: CatalogService;
}

/** One entry a key; features of one dictionary are read together. */
export function createFeatureVectors({ store, catalog }: FeatureVectorsOptions): FeatureService['vectors'] {
  return async (keys) => {
    const vectors = new Array<FeatureVectors>(keys.length);
    for (const [name, places] of groupPlaces(keys, ({ dictionary }) => dictionary)) {
      const dictionary = catalog.getDictionary(name);
      const indices = places.map((place) => keys[place].index);
      const read = await readWeightsOf(store, [dictionary], () =>
        readFeatureVectors(weightsFolder(store, dictionary), dictionary, indices),
      );
      places.forEach((place, i) => (vectors[place] = read[i]));
    }
    return vectors;
  };
}

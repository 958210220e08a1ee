/** Reads scans that are kept, and their hits. */
import { ResearchError } from '../../domain/errors.js';
import type { FeatureKey } from '../../domain/feature.js';
import type { FeatureHit, FeatureScanArrays, FeatureScanRecord } from '../../domain/feature-scan.js';
import { didYouMean } from '../../domain/nearest-name.js';
import type { Store } from '../../store/store.js';
import { createBoundedCache } from '../bounded-cache.js';
import type { FeatureScanService } from '../classifier-services.js';
import { hitAt } from './hits.js';

export interface ScanReader extends Pick<FeatureScanService, 'find' | 'get' | 'hit'> {
  /** From one rank up to, not including, another; 0 is the best. */
  hitsBetween(scan: FeatureScanRecord, from: number, to: number): FeatureHit[];
}

/** About 3 MB of 32,768 features. */
const arraysKept = 8;

export function createScanReader(store: Pick<Store, 'featureScans' | 'featureScanArrays'>): ScanReader {
  const kept = createBoundedCache<string, FeatureScanArrays>(arraysKept);
  const read = (id: string): FeatureScanArrays => kept.getOrCreate(id, () => store.featureScanArrays.read(id));
  return {
    find: (name) => store.featureScans.find(name),
    get(name) {
      const found = store.featureScans.find(name);
      if (found) return found;
      const message = `There is no feature scan "${name}".${didYouMean(name, store.featureScans.names())}`;
      throw new ResearchError('FEATURE_SCAN_NOT_FOUND', message, { at: 'scan' });
    },
    hit(scan, feature) {
      const arrays = read(scan.id);
      return hitAt(scan, arrays, getPlace(scan, arrays, feature));
    },
    hitsBetween(scan, from, to) {
      const arrays = read(scan.id);
      return Array.from({ length: Math.max(0, to - from) }, (_, offset) => hitAt(scan, arrays, from + offset));
    },
  };
}

function getPlace({ name, dictionaries }: FeatureScanRecord, arrays: FeatureScanArrays, feature: FeatureKey): number {
  const { dictionary_N, feature_N } = arrays;
  const dictionary = dictionaries.indexOf(feature.dictionary);
  const place = feature_N.findIndex((index, n) => index === feature.index && dictionary_N[n] === dictionary);
  if (place >= 0) return place;
  const message =
    dictionary < 0
      ? `The scan "${name}" has no dictionary "${feature.dictionary}".`
      : `Feature ${feature.index} of "${feature.dictionary}" took no part in the scan "${name}".`;
  throw new ResearchError('FEATURE_NOT_FOUND', message, {
    at: 'feature',
    fix: 'Name a hit of the scan; features that are silent on its fitting part, or fire too often, are none.',
  });
}

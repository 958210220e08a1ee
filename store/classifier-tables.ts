/** Where classifiers, and what they are made from, are kept. */
import { join } from 'node:path';
import type { ClassifierRecord } from '../domain/classifier.js';
import type { EvaluationRecord, GeneralizationRecord } from '../domain/evaluation.js';
import type { FeatureScanArrays, FeatureScanRecord } from '../domain/feature-scan.js';
import type { PooledActivations, PooledFeatures } from '../domain/pooled-activations.js';
import { createArrayCache } from './array-cache.js';
import { createArrayFiles } from './array-files.js';
import { NamedRecords } from './catalog/named-records.js';
import { Results } from './catalog/results.js';
import type { Environment } from './lmdb/environment.js';
import type { Store } from './store.js';

type ClassifierTables = Pick<
  Store,
  | 'classifiers'
  | 'featureScans'
  | 'featureScanArrays'
  | 'evaluations'
  | 'generalizations'
  | 'pooledActivations'
  | 'pooledFeatures'
>;

/** @param folder of the whole store; the folders in it are there already */
export function classifierTables(folder: string, environment: Environment): ClassifierTables {
  return {
    classifiers: new NamedRecords<ClassifierRecord>(environment, 'classifiers'),
    featureScans: new NamedRecords<FeatureScanRecord>(environment, 'featureScans'),
    featureScanArrays: createArrayFiles<FeatureScanArrays>(join(folder, 'scans')),
    evaluations: new Results<EvaluationRecord>(environment, {
      records: 'evaluations',
      bySubject: 'evaluationsBySubject',
    }),
    generalizations: new NamedRecords<GeneralizationRecord>(environment, 'generalizations'),
    pooledActivations: createArrayCache<PooledActivations>(join(folder, 'pooled')),
    pooledFeatures: createArrayCache<PooledFeatures>(join(folder, 'pooled')),
  };
}

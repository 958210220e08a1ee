/** The services with the shipped model, some dictionaries and a labelled data set, for tests of scans and of what is made of them. */
import type { TestContext } from 'node:test';
import type { FeatureScanInput } from '../../domain/feature-scan.js';
import { openDemo } from './open-demo.js';
import { demo } from './paths.js';

export const scannedDictionary = 'demo/mlp_out.2/1_2048';
export const scannedDataset = 'work';

/** Rows are 1,000; `subject` is one of their group columns. */
export async function openScanDemo(t: TestContext) {
  const opened = await openDemo(t, { dictionaries: [scannedDictionary] });
  const columns = { text: 'text', label: 'label', groups: ['subject', 'confounder_word'] };
  const file = demo('datasets/work_confounded.csv');
  await opened.services.imports.importDataset({ name: scannedDataset, source: { kind: 'file', file, columns } });
  return opened;
}

export function scanInput(changes: Partial<FeatureScanInput> = {}): FeatureScanInput {
  return {
    ...{ name: 'scan', dataset: scannedDataset, dictionaries: [scannedDictionary], pooling: 'LAST' },
    ...{ permutations: 200, seed: 0, ...changes },
  };
}

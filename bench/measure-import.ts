/** Reads one dictionary in this process, as an import does, and says what it cost. Forked by the import bench. */
import { dictionaryDigest, readDictionary, writeDictionaryWeights } from '../engine/index.js';
import { answerParent } from './child.js';

export interface ImportTask {
  /** What is read. */
  readonly path: string;
  /** Where the canonical weights go. */
  readonly folder: string;
}

export interface ImportCost {
  readonly seconds: number;
  /** The most resident bytes of the process. */
  readonly peakBytes: number;
}

answerParent(async ({ path, folder }: ImportTask): Promise<ImportCost> => {
  const startedAt = performance.now();
  const dictionary = await readDictionary(path);
  await dictionaryDigest(dictionary);
  await writeDictionaryWeights(folder, dictionary);
  await dictionary.close();
  return {
    seconds: (performance.now() - startedAt) / 1000,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
});

/** The memory of a harvest of 32,768 features with a vocabulary of 50,304, beyond model and dictionary. */
import { join } from 'node:path';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { inChild } from './child.js';
import { largeNames, registerLargeModel } from './large-model.js';
import type { HarvestCost, HarvestTask } from './measure-harvest.js';
import { inTemporaryFolder } from './temporary-folder.js';

const gigabyte = 1e9;

export function benchLargeHarvest(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    await registerLargeModel(folder);
    const task: HarvestTask = {
      folder: join(folder, 'data'),
      dictionary: largeNames.dictionary,
      corpus: largeNames.corpus,
    };
    const cost = await inChild<HarvestCost>('measure-harvest', task);
    return [
      atMost(
        {
          what: 'harvest of 32,768 features, vocabulary 50,304: memory beyond the model',
          value: (cost.peakBytes - cost.loadedBytes) / gigabyte,
          unit: 'GB',
        },
        1.5,
      ),
      reported({ what: 'the same: peak resident memory, all in all', value: cost.peakBytes / gigabyte, unit: 'GB' }),
      reported({ what: 'the same: features that fire on a token', value: cost.firings / cost.tokens, unit: '' }),
      reported({
        what: 'the same: CPU outside session.run / inside',
        value: (100 * cost.outside) / cost.inside,
        unit: '%',
      }),
      reported({ what: 'the same: tokens a second', value: cost.tokens / cost.seconds, unit: '/s' }),
    ];
  });
}

/** What a harvest costs besides the model: CPU seconds outside `session.run` beside those inside. */
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { inChild } from './child.js';
import { importKnownModel } from './known-model.js';
import type { HarvestCost, HarvestTask } from './measure-harvest.js';
import { inTemporaryFolder } from './temporary-folder.js';

/** Harvests twice, so that the second finds the token file written. */
export function benchHarvest(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const { name, dictionary, corpus } = await importKnownModel(folder);
    const task: HarvestTask = { folder, dictionary, corpus };
    await inChild<HarvestCost>('measure-harvest', { ...task, maxTokens: 20_000 });
    const cost = await inChild<HarvestCost>('measure-harvest', task);
    return [
      atMost(
        {
          what: `harvest of ${name}: CPU outside session.run / inside`,
          value: (100 * cost.outside) / cost.inside,
          unit: '%',
        },
        25,
      ),
      reported({ what: `harvest of ${name}: CPU inside session.run`, value: cost.inside, unit: 's' }),
      reported({ what: `harvest of ${name}: tokens a second`, value: cost.tokens / cost.seconds, unit: '/s' }),
      reported({
        what: `harvest of ${name}: firings a CPU second outside`,
        value: cost.firings / cost.outside,
        unit: '/s',
      }),
    ];
  });
}

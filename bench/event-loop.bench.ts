/** The longest time for which the engine's computing keeps the event loop of its process from turning. */
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { openServices } from '../server/open-services.js';
import type { TokenBatch } from '../engine/engine.js';
import { benchConfig } from './bench-config.js';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { importKnownModel } from './known-model.js';
import { inTemporaryFolder } from './temporary-folder.js';

const batches = 30;
const sequences = 32;
const positions = 256;
const resolutionMs = 5;

export function benchEventLoop(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const { name, dictionary } = await importKnownModel(folder);
    const { store, engine, services, close } = await openServices(benchConfig(folder));
    const model = services.catalog.getModel(name);
    const record = services.catalog.getDictionary(dictionary);
    const delay = monitorEventLoopDelay({ resolution: resolutionMs });
    delay.enable();
    const encoder = await engine.openEncoder({ folder: store.blobs.modelFolder(model.digest), model }, [
      { folder: store.blobs.dictionaryFolder(record.digest), dictionary: record },
    ]);
    const runs = createHistogram();
    for (let batch = 0; batch < batches; batch++) {
      const startedAt = performance.now();
      await encoder.encode(randomBatch(model.vocabularySize));
      runs.record(Math.ceil(performance.now() - startedAt));
    }
    delay.disable();
    await encoder.close();
    await close();
    return [
      atMost(
        {
          what: "event loop's longest gap while the engine loads and runs",
          value: delay.max / 1e6 - resolutionMs,
          unit: 'ms',
        },
        50,
      ),
      reported({ what: 'the longest run of a batch meanwhile', value: runs.max, unit: 'ms' }),
    ];
  });
}

function randomBatch(vocabularySize: number): TokenBatch {
  return {
    tokenIds_BT: Int32Array.from({ length: sequences * positions }, (_, n) => (n * 7919) % vocabularySize),
    lengths_B: new Int32Array(sequences).fill(positions),
    positions,
  };
}

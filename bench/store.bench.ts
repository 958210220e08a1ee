/** How fast a harvest snapshot is written and read, and how much room it takes. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenSnapshots } from '../store/harvests/open-snapshots.js';
import { SnapshotReader } from '../store/harvests/snapshot-reader.js';
import { SnapshotWriter } from '../store/harvests/snapshot-writer.js';
import type { FeatureColumns, HarvestedFeature } from '../store/store.js';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import type { FeatureShape } from './sample-features.js';
import { denseShape, sampleFeature, sparseShape } from './sample-features.js';
import { createRandom } from '../domain/seeded-random.js';

const features = 4096;
const reads = 20_000;

/** Writes and reads snapshots of made-up features in a temporary folder. */
export async function benchStore(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'saeql-bench-'));
  try {
    return [
      ...(await benchSize(folder)),
      ...(await benchReads(folder, { name: 'sparse', shape: sparseShape })),
      ...(await benchReads(folder, { name: 'one in ten dense', shape: sparseShape, dense: denseShape })),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Top contexts alone, as bytes on disk: nothing else is in the snapshot but what every snapshot has. */
async function benchSize(folder: string): Promise<BenchRow[]> {
  const random = createRandom(1);
  const topContextsOnly = (): HarvestedFeature => ({
    ...sampleFeature(random, sparseShape),
    sampledContexts: [],
    histogram: { firstBin: 0, counts: [] },
    topTokens: [],
    firesInPool: new Uint8Array(0),
  });
  await writeSnapshot(join(folder, 'top'), topContextsOnly);
  const whole = await writeSnapshot(join(folder, 'whole'), () => sampleFeature(random, sparseShape));
  return [
    atMost(
      {
        what: 'disk: top contexts of a feature, 32 of 64 tokens, sparse',
        value: bytesAFeature(folder, 'top'),
        unit: 'B',
      },
      1500,
    ),
    reported({ what: 'write a whole feature', value: whole, unit: 'µs' }),
  ];
}

async function benchReads(
  folder: string,
  {
    name,
    shape,
    dense = shape,
  }: { readonly name: string; readonly shape: FeatureShape; readonly dense?: FeatureShape },
): Promise<BenchRow[]> {
  const random = createRandom(2);
  await writeSnapshot(join(folder, name), (f) => sampleFeature(random, f % 10 === 9 ? dense : shape));
  const snapshots = new OpenSnapshots(folder, 2);
  const snapshot = new SnapshotReader(snapshots, name);
  const single = medianMicros(reads, () => snapshot.topContexts([Math.floor(random() * features)]));
  const page = medianMicros(reads / 50, () => {
    const first = Math.floor(random() * (features - 50));
    snapshot.topContexts(Array.from({ length: 50 }, (_, i) => first + i));
  });
  await snapshots.close();
  return [
    reported({ what: `disk: everything of a feature, ${name}`, value: bytesAFeature(folder, name), unit: 'B' }),
    atMost({ what: `read and decode 32 contexts of a feature, p50, ${name}`, value: single, unit: 'µs' }, 60),
    reported({ what: `the same of 50 features that follow each other, ${name}`, value: page, unit: 'µs' }),
  ];
}

/** Returns microseconds a feature. */
async function writeSnapshot(path: string, feature: (index: number) => HarvestedFeature): Promise<number> {
  const writer = new SnapshotWriter(path, features);
  const made = Array.from({ length: features }, (_, f) => feature(f));
  const startMs = performance.now();
  made.forEach((one, f) => writer.addFeature(f, one, [f % 1000]));
  await writer.finish(emptyColumns(), []);
  return ((performance.now() - startMs) * 1000) / features;
}

function emptyColumns(): FeatureColumns {
  return {
    firings_F: new Float64Array(features),
    maxActivation_F: new Float32Array(features),
    meanActivation_F: new Float64Array(features),
    topTokenShare_F: new Float64Array(features),
    tokensFor90Percent_F: new Uint32Array(features),
  };
}

function bytesAFeature(folder: string, name: string): number {
  return statSync(join(folder, name, 'data.mdb')).size / features;
}

/** After a tenth of the rounds, which are for warming up. */
function medianMicros(rounds: number, work: () => void): number {
  for (let round = 0; round < rounds / 10; round++) work();
  const micros = Float64Array.from({ length: rounds }, () => {
    const startMs = performance.now();
    work();
    return (performance.now() - startMs) * 1000;
  });
  return micros.sort()[Math.floor(rounds / 2)];
}

/** Comparing dictionaries of 32,768 features of width 512: against numpy and torch, in memory, and what else is asked of them. */
import { join } from 'node:path';
import { createEngine } from '../engine/index.js';
import type { VectorPair } from '../engine/index.js';
import { atLeast, atMost, reported } from './bench-row.js';
import type { BenchRow } from './bench-row.js';
import { inChild } from './child.js';
import type { SimilarityCost, SimilarityTask } from './measure-similarity.js';
import { measureByPython } from './similarity-baseline.js';
import type { PythonAnswer } from './similarity-baseline.js';
import { writeGaussianDictionary } from './gaussian-dictionary.js';
import { inTemporaryFolder } from './temporary-folder.js';

const features = 32_768;
const width = 512;
const matched = 8192;
const threads = 2;
/** Ours and theirs take turns, and the best of each counts: whatever else runs on the machine only adds. */
const rounds = 3;
/** Truth rows that Python compares: its time is proportional to them. */
const pythonRows = 8192;

export function benchSimilarity(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const [truth, query, small, otherSmall] = await Promise.all(
      [features, features, matched, matched].map((size, seed) =>
        writeGaussianDictionary({ folder: join(folder, String(seed)), size, width, seed }),
      ),
    );
    const ours: SimilarityCost[] = [];
    const theirs: (PythonAnswer | undefined)[] = [];
    for (let round = 0; round < rounds; round++) {
      const pair = { truth, query };
      const task: SimilarityTask = { pair, threads };
      ours.push(await inChild<SimilarityCost>('measure-similarity', task));
      theirs.push(await measureByPython({ pair, width, rows: pythonRows, threads }));
    }
    const once = await measureOnce({ truth: small, query: otherSmall });
    return [...rowsOfOurs(ours), ...once, ...rowsAgainstPython(ours, theirs)];
  });
}

const least = (values: readonly number[]): number => Math.min(...values);

function rowsOfOurs(costs: readonly SimilarityCost[]): BenchRow[] {
  const best = (of: (cost: SimilarityCost) => number): number => least(costs.map(of));
  return [
    reported({ what: 'similarity of 2 x 32,768 features, width 512, both directions, from files', value: best((cost) => cost.compareSeconds), unit: 's' }), // prettier-ignore
    atMost({ what: 'the same: peak resident memory, all in all', value: best((cost) => cost.peakBytes) / 1e6, unit: 'MB' }, 600), // prettier-ignore
    atMost({ what: 'both directions / one direction, vectors in memory', value: best((cost) => cost.bothSeconds) / best((cost) => cost.oneSeconds), unit: 'times' }, 1.15), // prettier-ignore
    atMost({ what: 'nearest 10 of one feature among 32,768 / a sum over the weights', value: best((cost) => cost.nearestSeconds) / best((cost) => cost.sumSeconds), unit: 'times' }, 3), // prettier-ignore
    reported({ what: 'the same', value: 1000 * best((cost) => cost.nearestSeconds), unit: 'ms' }),
    reported({ what: 'nearest 10 of 64 features at once', value: 1000 * best((cost) => cost.nearest64Seconds), unit: 'ms' }), // prettier-ignore
  ];
}

/** What takes long and is compared with nothing. */
async function measureOnce(matched: VectorPair): Promise<BenchRow[]> {
  const engine = createEngine({ providers: ['cpu'], threads });
  const shape = { truthCount: features, queryCount: features, width };
  const startedAt = performance.now();
  await engine.compareRandomVectors({ ...shape, seed: 1, draws: 1 });
  const drawn = performance.now();
  await engine.matchFeatures(matched);
  const done = performance.now();
  await engine.close();
  return [
    reported({ what: 'one random draw of the same shapes', value: (drawn - startedAt) / 1000, unit: 's' }),
    reported({ what: 'exact matching of 8,192 x 8,192 random vectors', value: (done - drawn) / 1000, unit: 's' }),
  ];
}

function rowsAgainstPython(ours: readonly SimilarityCost[], all: readonly (PythonAnswer | undefined)[]): BenchRow[] {
  const theirs = all.filter((seconds) => seconds !== undefined);
  if (theirs.length === 0) {
    console.log('SKIPPED: the comparison with numpy and torch, since there is no /usr/bin/python3 with numpy');
    return [];
  }
  checkAgainst(theirs[0], ours[0]);
  const seconds = least(ours.map((cost) => cost.bothSeconds));
  const share = features / pythonRows;
  const oneDirection = share * least(theirs.map(({ numpy, torch }) => Math.min(numpy, torch ?? Infinity)));
  const bothDirections = share * least(theirs.map(({ numpyBoth }) => numpyBoth));
  return [
    atLeast({ what: 'both directions here: throughput beside numpy or torch for one direction', value: oneDirection / seconds, unit: 'times' }, 1), // prettier-ignore
    reported({ what: 'both directions here: throughput beside numpy for both', value: Math.min(bothDirections, 2 * oneDirection) / seconds, unit: 'times' }), // prettier-ignore
  ];
}

/** float32 sums of 512 products; where the second best is as near, either may come out. */
const tolerance = 1e-5;

function checkAgainst(theirs: PythonAnswer, ours: SimilarityCost): void {
  ours.firstBest.forEach((best, n) => {
    if (Math.abs(best - theirs.firstBest[n]) > tolerance) throw new Error(`feature ${n}: ${best} is not numpy's`);
  });
  const others = ours.firstMatch.filter((match, n) => match !== theirs.firstMatch[n]).length;
  if (others > 1) throw new Error(`${others} matches are not those of numpy`);
}

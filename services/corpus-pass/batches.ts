/** Batches: runs of a shard that are padded to the same length and go through the model together. */
import type { CorpusCut } from './corpus-cut.js';
import { shardsFrom, type PlacedRun, type RunPlace, type Shard } from './shards.js';

/** Runs are padded to the next multiple, a length that depends on the run alone, so that company changes nothing. */
const paddingMultiple = 16;

export interface RunBatch {
  readonly runs: readonly PlacedRun[];
  /** T: positions to which all are padded. */
  readonly positions: number;
  /** Where the next shard begins, when this is the last batch of one. */
  readonly endsShard: RunPlace | undefined;
}

export interface BatchLimits {
  readonly shardPositions: number;
  /** Padded positions a batch; one run at least is always taken. */
  readonly batchPositions: number;
  /** What the model can see: runs are not padded beyond it. */
  readonly contextLength: number;
}

/** All batches from a place on, shard after shard. */
export function* batchesFrom(cut: CorpusCut, from: RunPlace, limits: BatchLimits): Generator<RunBatch> {
  for (const shard of shardsFrom(cut, from, limits.shardPositions)) yield* batchesOf(shard, limits);
}

/** Runs by padded length, then by position. */
function batchesOf(shard: Shard, limits: BatchLimits): RunBatch[] {
  const batches = [...groupByLength(shard.runs, limits)].flatMap(([positions, runs]) => {
    const most = Math.max(1, Math.floor(limits.batchPositions / positions));
    return pieces(runs, most).map((piece) => ({ runs: piece, positions, endsShard: undefined }));
  });
  return batches.map((batch, i) => (i === batches.length - 1 ? { ...batch, endsShard: shard.next } : batch));
}

function groupByLength(runs: readonly PlacedRun[], { contextLength }: BatchLimits): [number, PlacedRun[]][] {
  const byLength = new Map<number, PlacedRun[]>();
  for (const run of runs) {
    const padded = Math.min(Math.ceil(run.positions / paddingMultiple) * paddingMultiple, contextLength);
    const group = byLength.get(padded);
    if (group) group.push(run);
    else byLength.set(padded, [run]);
  }
  return [...byLength].sort(([a], [b]) => a - b);
}

function pieces<T>(items: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, i) => items.slice(i * most, (i + 1) * most));
}

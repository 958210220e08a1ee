/** Shards: consecutive runs of the corpus. Between two shards a pass can be interrupted and taken up again. */
import { runsOf, type Run } from '../../domain/run.js';
import type { CorpusCut } from './corpus-cut.js';

/** A run and where it is. */
export interface PlacedRun extends Run {
  readonly document: number;
  /** Index in the corpus of its first window. */
  readonly firstWindow: number;
}

/** The next run to be read: that of the document which starts at this own token. */
export interface RunPlace {
  readonly document: number;
  readonly start: number;
}

export const firstRun: RunPlace = { document: 0, start: 0 };

export interface Shard {
  readonly runs: readonly PlacedRun[];
  /** Where the next shard begins. */
  readonly next: RunPlace;
}

/** Shards of at least so many positions (the last may be smaller), from a place on. */
export function* shardsFrom(cut: CorpusCut, from: RunPlace, positions: number): Generator<Shard> {
  let runs: PlacedRun[] = [];
  let filled = 0;
  for (const run of runsFrom(cut, from)) {
    runs.push(run);
    filled += run.positions;
    if (filled < positions) continue;
    yield { runs, next: { document: run.document, start: run.start + run.tokens } };
    runs = [];
    filled = 0;
  }
  if (runs.length > 0) yield { runs, next: { document: cut.documents, start: 0 } };
}

function* runsFrom(cut: CorpusCut, from: RunPlace): Generator<PlacedRun> {
  for (let document = from.document; document < cut.documents; document++) {
    let firstWindow = cut.firstWindow(document);
    for (const run of runsOf(cut.extent(document), cut.geometry)) {
      if (document > from.document || run.start >= from.start) yield { ...run, document, firstWindow };
      firstWindow += Math.ceil(run.positions / cut.geometry.windowTokens);
    }
  }
}

/** Runs the graphs of a meter on batches. */
import type { MeasuredBatch, Meter } from '../engine.js';
import { sumsOf, toBatchMeasurement } from './batch-measurement.js';
import type { MeasuredPartResult } from './batch-measurement.js';
import { toMeasuredParts } from './measured-parts.js';
import type { MeasuredPart } from './measured-parts.js';
import { measuringProgram, summingProgram } from './measuring-program.js';
import type { FamilyPieces } from './measuring-program.js';
import { sizesOf } from './meter-graphs.js';
import type { DictionaryFamily, MeterGraphs } from './meter-graphs.js';
import { piecesOf } from './pieces.js';

const float32Bytes = 4;

export interface MeterSetup {
  readonly graphs: MeterGraphs;
  /** Of logits, and of feature activations. */
  readonly mostDenseBytes: number;
  /** D of what is written. */
  readonly width: number;
  readonly close: () => Promise<void>;
}

export function createMeter({ graphs, width, mostDenseBytes, close }: MeterSetup): Meter {
  const { model, runner, families } = graphs;
  const sizes = sizesOf(graphs);
  const partsOf = (batch: MeasuredBatch): MeasuredPart[] =>
    toMeasuredParts(batch, model, Math.floor(mostDenseBytes / (model.vocabularySize * float32Bytes)));
  let closed: Promise<void> | undefined;

  async function measurePart(
    part: MeasuredPart,
    mean_D: Float32Array,
    signal?: AbortSignal,
  ): Promise<MeasuredPartResult> {
    const cut = families.map((family) => cutRows(family, part, mostDenseBytes));
    const { value } = await runner.runProgram(measuringProgram(graphs, part, { families: cut, mean_D }), signal);
    return { part, families: cut, tensors: value };
  }

  return {
    provider: graphs.suffix.opened.provider,
    async sum(batch, signal) {
      const results: Omit<MeasuredPartResult, 'families'>[] = [];
      for (const part of partsOf(batch)) {
        const { value } = await runner.runProgram(summingProgram(graphs, part), signal);
        results.push({ part, tensors: value });
      }
      const positions = results.reduce((sum, { part }) => part.counted_BT.reduce((count, one) => count + one, sum), 0);
      return { sum_D: sumsOf(results, 'sum_BD', width), positions };
    },
    async measure(batch, mean_D, signal) {
      if (mean_D.length !== width) throw new Error(`the mean has the width ${mean_D.length}, the activations ${width}`);
      const results: MeasuredPartResult[] = [];
      for (const part of partsOf(batch)) results.push(await measurePart(part, mean_D, signal));
      return toBatchMeasurement(batch, results, { width, sizes });
    },
    close: () => (closed ??= close()),
  };
}

function cutRows(family: DictionaryFamily, { batch }: MeasuredPart, mostDenseBytes: number): FamilyPieces {
  const mostRows = Math.max(1, Math.floor(mostDenseBytes / (family.size * float32Bytes)));
  return { family, pieces: piecesOf(batch.lengths_B.length, batch.positions, mostRows) };
}

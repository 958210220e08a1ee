/** Runs the graphs of a meter on batches. */
import type { MeasuredBatch, Meter } from '../engine.js';
import { inHalves } from '../in-halves.js';
import { sumsOf, toBatchMeasurement } from './batch-measurement.js';
import type { MeasuredPlan, SummedPart } from './batch-measurement.js';
import { halvePart, toMeasuredParts } from './measured-parts.js';
import type { MeasuredPart } from './measured-parts.js';
import { measuringProgram, summingProgram } from './measuring-program.js';
import { sizesOf } from './meter-graphs.js';
import type { MeterGraphs } from './meter-graphs.js';
import { planPart } from './planned-part.js';

/** Bounds on what is in memory at once. */
export interface MeterBounds {
  /** Positions of a part of a batch; a longer sequence is a part by itself. */
  readonly mostPositions: number;
  /** Of the logits, and of the feature activations of a dictionary; a few copies of each exist at once. */
  readonly mostDenseBytes: number;
}

export interface MeterSetup {
  readonly graphs: MeterGraphs;
  readonly bounds: MeterBounds;
  /** D of what is written. */
  readonly width: number;
  readonly close: () => Promise<void>;
}

export function createMeter({ graphs, width, bounds, close }: MeterSetup): Meter {
  const { model, runner } = graphs;
  const sizes = sizesOf(graphs);
  const partsOf = (batch: MeasuredBatch): MeasuredPart[] => toMeasuredParts(batch, model, bounds.mostPositions);
  let closed: Promise<void> | undefined;

  const sumPart =
    (signal?: AbortSignal) =>
    async (part: MeasuredPart): Promise<SummedPart> => {
      const { value } = await runner.runProgram(summingProgram(graphs, part), signal);
      return { part, tensors: value };
    };

  async function measurePart(part: MeasuredPart, mean_D: Float32Array, signal?: AbortSignal): Promise<MeasuredPlan> {
    const plan = planPart(graphs, part, bounds.mostDenseBytes);
    const { value } = await runner.runProgram(measuringProgram(graphs, plan, mean_D), signal);
    return { ...plan, tensors: value };
  }

  return {
    provider: graphs.head.opened.provider,
    async sum(batch, signal) {
      const results: SummedPart[] = [];
      for (const part of partsOf(batch)) results.push(...(await inHalves(part, halvePart, sumPart(signal))));
      const positions = results.reduce((sum, { part }) => part.counted_BT.reduce((count, one) => count + one, sum), 0);
      return { sum_D: sumsOf(results, 'sum_BD', width), positions };
    },
    async measure(batch, mean_D, signal) {
      if (mean_D.length !== width) throw new Error(`the mean has the width ${mean_D.length}, the activations ${width}`);
      const results: MeasuredPlan[] = [];
      const run = (part: MeasuredPart): Promise<MeasuredPlan> => measurePart(part, mean_D, signal);
      for (const part of partsOf(batch)) results.push(...(await inHalves(part, halvePart, run)));
      return toBatchMeasurement(batch, results, { width, sizes });
    },
    close: () => (closed ??= close()),
  };
}

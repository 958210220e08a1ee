/** A pruning sweep as it is stored: the points of its curve and everything they depend on. */
import type { PruningSweepInput } from '../../domain/job.js';
import type { PruningPoint, PruningSweepRecord } from '../../domain/pruning-sweep.js';
import { givenConditions } from '../given-conditions.js';
import { toMetricsRecord } from '../metrics/metrics-record.js';
import type { MeasuredPruning } from './measured-prunings.js';
import { summariseDraws } from './summarise-draws.js';
import type { SweepPlan } from './sweep-plan.js';
import type { SweepPoint } from './sweep-points.js';

export interface FinishedSweep {
  readonly input: PruningSweepInput;
  readonly points: readonly SweepPoint[];
  /** Of every removal of the points, by the digest of the pruning. */
  readonly measured: ReadonlyMap<string, MeasuredPruning>;
  readonly finishedAt: Date;
}

export function toSweepRecord(id: string, plan: SweepPlan, finished: FinishedSweep): PruningSweepRecord {
  const { dictionary, measurement, valley } = plan;
  const { maxTokens, targetL0 } = finished.input;
  const points = finished.points.map((_, place) => toPoint(id, plan, { ...finished, place }));
  return {
    id,
    dictionary: dictionary.name,
    dictionaryDigest: dictionary.digest,
    corpus: measurement.corpus.name,
    corpusDigest: measurement.corpus.digest,
    tokenRule: measurement.tokenRule,
    ...givenConditions({ maxTokens, targetL0 }),
    valley,
    points,
    chosen: targetL0 === undefined ? null : nearestBelow(points, targetL0),
    finishedAt: finished.finishedAt.toISOString(),
  };
}

interface PlacedPoint extends FinishedSweep {
  readonly place: number;
}

function toPoint(id: string, plan: SweepPlan, { points, place, measured, finishedAt }: PlacedPoint): PruningPoint {
  const { maxFrequency, pruned, random } = points[place];
  const resultOf = ({ digest }: { readonly digest: string }): MeasuredPruning => {
    const result = measured.get(digest);
    if (!result) throw new Error(`the pruning ${digest} was not measured`);
    return result;
  };
  const { values, provider } = resultOf(pruned);
  const measuredPlan = { ...plan.measurement, dictionaries: [pruned] };
  return {
    maxFrequency,
    removed: plan.dictionary.size - pruned.size,
    metrics: toMetricsRecord(toPointId(id, place), measuredPlan, {
      measurement: { values: [values], provider },
      place: 0,
      finishedAt,
    }),
    random: summariseDraws(random.map((drawn) => resultOf(drawn).values)),
  };
}

/** Id of the metrics of a sweep's point. */
function toPointId(sweep: string, place: number): string {
  return `${sweep}-${place}`;
}

/** Id of the sweep whose point has these metrics; undefined for an id of another form. */
export function findSweepOfPoint(id: string): string | undefined {
  return /^(.+)-\d+$/.exec(id)?.[1];
}

/** The point of the largest L0 that is not above the wanted one. */
function nearestBelow(points: readonly PruningPoint[], targetL0: number): PruningPoint | null {
  const below = points.filter(({ metrics }) => metrics.l0 <= targetL0);
  const best = Math.max(...below.map(({ metrics }) => metrics.l0));
  return below.findLast(({ metrics }) => metrics.l0 === best) ?? null;
}

/** A pruning sweep as a job: the wanted threshold is looked for, then every removal is measured, several in a pass. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { PruningSweepInput } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import type { PruningSweepRecord } from '../../domain/pruning-sweep.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import { measureDictionaries, type Measurement, type MeasurementOptions } from '../metrics/measure-dictionaries.js';
import type { Clock } from '../services.js';
import { MeasuredPrunings } from './measured-prunings.js';
import { planSweep, type SweepPlan, type SweepSource } from './sweep-plan.js';
import { sweepPoint, type SweepPoint } from './sweep-points.js';
import { toSweepRecord } from './sweep-record.js';
import { findThreshold } from './threshold-search.js';

export interface SweepJobOptions extends MeasurementOptions, Omit<SweepSource, 'store'> {
  readonly clock: Clock;
}

/** The record has the id of its job. */
export function createSweepJob(options: SweepJobOptions): JobDefinition {
  return { kind: 'PRUNING_SWEEP', run: (context) => runSweep(options, context) };
}

async function runSweep(options: SweepJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { pruningSweeps } = options.store;
  const { id } = context.job;
  const results: readonly NodeKey[] = [{ kind: 'PruningSweep', key: id }];
  // The process may have ended between storing the record and saying so.
  if (pruningSweeps.find(id)) return results;
  const record = await new SweepRun(options, context).run();
  pruningSweeps.add(record, [record.dictionary, record.corpus]);
  return results;
}

class SweepRun {
  private readonly input: PruningSweepInput;
  private readonly plan: SweepPlan;

  constructor(
    private readonly options: SweepJobOptions,
    private readonly context: JobContext,
  ) {
    this.input = context.job.input as PruningSweepInput;
    this.plan = planSweep(options, this.input);
  }

  async run(): Promise<PruningSweepRecord> {
    const { folder, job } = this.context;
    const measured = await MeasuredPrunings.open({ folder, measure: (...given) => this.measureTogether(...given) });
    const points = await this.findPoints(measured);
    const all = points.flatMap(({ pruned, random }) => [pruned, ...random]);
    const results = await measured.measure(all);
    return toSweepRecord(job.id, this.plan, {
      input: this.input,
      points,
      measured: new Map(all.map(({ digest }, i) => [digest, results[i]])),
      finishedAt: this.options.clock(),
    });
  }

  /** At the thresholds of the plan, and where a wanted L0 is reached; ascending. */
  private async findPoints(measured: MeasuredPrunings): Promise<SweepPoint[]> {
    const { targetL0, randomDraws } = this.input;
    const found = targetL0 === undefined ? undefined : await this.findWanted(targetL0, measured);
    const thresholds = new Set([...this.plan.thresholds, ...(found === undefined ? [] : [found])]);
    return [...thresholds].sort((a, b) => a - b).map((threshold) => sweepPoint(this.plan, threshold, randomDraws));
  }

  private findWanted(targetL0: number, measured: MeasuredPrunings): Promise<number | undefined> {
    const { frequencies } = this.plan;
    const measureL0 = async (threshold: number): Promise<number> => {
      const [{ values }] = await measured.measure([sweepPoint(this.plan, threshold, 0).pruned]);
      return values.l0;
    };
    return findThreshold({ frequencies, targetL0, measureL0 });
  }

  private measureTogether(dictionaries: readonly DictionaryRecord[], done: number): Promise<Measurement> {
    const { targetL0, randomDraws } = this.input;
    const { signal, progress } = this.context;
    const points = this.plan.thresholds.length + (targetL0 === undefined ? 0 : 1);
    const expected = points * (1 + randomDraws);
    const onPass = (share: number, message: string): void =>
      progress((done + share * dictionaries.length) / expected, `${done} of ${expected} removals; ${message}`);
    return measureDictionaries(this.options, { ...this.plan.measurement, dictionaries }, { signal, progress: onPass });
  }
}

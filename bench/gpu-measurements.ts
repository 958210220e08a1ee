/** What `npm run bench:gpu` measures beside the ceilings; one line more for one more thing. */
import { measureEncoding } from './gpu-encode.js';
import { measureHarvests } from './gpu-harvest.js';
import { measureSimilarity } from './gpu-similarity.js';
import { toFigures, type Ceilings, type DeviceBench, type Figures, type Measurement } from './gpu-work.js';

const measurements: Readonly<Record<string, Measurement>> = {
  similarity: measureSimilarity,
  encoding: measureEncoding,
  harvests: measureHarvests,
};

export interface Measured {
  readonly measurements: Readonly<Record<string, Figures>>;
  /** Reasons, by what could not be measured. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * One after the other, since two sessions must not use a device at once. What fails takes nothing else with it; each is told when
 * it is done, since a fault of a driver ends the process.
 */
export async function measureAll(
  bench: DeviceBench,
  ceilings: Ceilings,
  tell: (line: string) => void,
): Promise<Measured> {
  const measured: Record<string, Figures> = {};
  const failures: Record<string, string> = {};
  for (const [what, measure] of Object.entries(measurements)) {
    try {
      for (const [name, work] of Object.entries(await measure(bench))) {
        measured[name] = toFigures(work, ceilings);
        tell(`${name}: ${measured[name].tflopPerSecond.toPrecision(3)} TFLOP/s in ${work.seconds.toFixed(3)} s`);
      }
    } catch (error) {
      failures[what] = error instanceof Error ? error.message : String(error);
      tell(`${what} FAILED: ${failures[what]}`);
    }
  }
  return { measurements: measured, failures };
}

/** What `npm run bench:gpu` measures beside the ceilings; one line more for one more thing. */
import { measureEncoding } from './gpu-encode.js';
import { measureHarvests } from './gpu-harvest.js';
import { measureSimilarity } from './gpu-similarity.js';
import type { DeviceBench, DeviceWork, Measurement } from './gpu-work.js';

const measurements: Readonly<Record<string, Measurement>> = {
  similarity: measureSimilarity,
  encoding: measureEncoding,
  harvests: measureHarvests,
};

export interface Measured {
  readonly works: Readonly<Record<string, DeviceWork>>;
  /** Reasons, by what could not be measured. */
  readonly failures: Record<string, string>;
}

/**
 * One after the other, since two sessions must not use a device at once. What fails takes nothing else with it; each is told when
 * it is done, since a fault of a driver ends the process.
 */
export async function measureAll(bench: DeviceBench, tell: (line: string) => void): Promise<Measured> {
  const works: Record<string, DeviceWork> = {};
  const failures: Record<string, string> = {};
  for (const [what, measure] of Object.entries(measurements)) {
    try {
      const found = await measure(bench);
      Object.assign(works, found);
      for (const [name, { seconds, flop }] of Object.entries(found))
        tell(`${name}: ${(flop / seconds / 1e12).toPrecision(3)} TFLOP/s in ${seconds.toFixed(3)} s`);
    } catch (error) {
      failures[what] = error instanceof Error ? error.message : String(error);
      tell(`${what} FAILED: ${failures[what]}`);
    }
  }
  return { works, failures };
}

/** Metrics of the prunings of a sweep, each measured once, and kept in the job's folder for a run that goes on after this one. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexRangeOf, type DictionaryRecord } from '../../domain/dictionary.js';
import type { MetricsValues } from '../../domain/metrics.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { Measurement } from '../metrics/measure-dictionaries.js';

/**
 * Measures dictionaries of one root in one pass.
 *
 * @param done number of prunings that were measured before
 */
export type MeasureTogether = (prunings: readonly DictionaryRecord[], done: number) => Promise<Measurement>;

export interface MeasuredPruningsOptions {
  readonly folder: string;
  readonly measure: MeasureTogether;
}

export interface MeasuredPruning {
  readonly values: MetricsValues;
  readonly provider: string;
}

/** Decoders of a pass in memory: each pruning has a graph of its own with the decoder's weights. */
const mostDecoderBytes = 2 ** 30;
const mostTogether = 16;
const fileName = 'measured-prunings.json';

export class MeasuredPrunings {
  private constructor(
    private readonly options: MeasuredPruningsOptions,
    private readonly byDigest: Map<string, MeasuredPruning>,
  ) {}

  /** With what an earlier run of the job measured; digests say what was. */
  static async open(options: MeasuredPruningsOptions): Promise<MeasuredPrunings> {
    return new MeasuredPrunings(options, new Map(await readKept(options.folder)));
  }

  /** One entry a pruning. Throws what measuring throws, and STORE_FULL. */
  async measure(prunings: readonly DictionaryRecord[]): Promise<MeasuredPruning[]> {
    const wanted = new Map(prunings.map((pruning) => [pruning.digest, pruning]));
    const missing = [...wanted.values()].filter(({ digest }) => !this.byDigest.has(digest));
    for (const together of inGroups(missing)) await this.measureTogether(together);
    return prunings.map(({ digest }) => this.get(digest));
  }

  private get(digest: string): MeasuredPruning {
    const measured = this.byDigest.get(digest);
    if (!measured) throw new Error(`the pruning ${digest} was not measured`);
    return measured;
  }

  private async measureTogether(prunings: readonly DictionaryRecord[]): Promise<void> {
    const { values, provider } = await this.options.measure(prunings, this.byDigest.size);
    prunings.forEach(({ digest }, place) => this.byDigest.set(digest, { values: values[place], provider }));
    await writeKept(this.options.folder, [...this.byDigest]);
  }
}

function inGroups(prunings: readonly DictionaryRecord[]): DictionaryRecord[][] {
  if (prunings.length === 0) return [];
  const { width, outputWidth = width } = prunings[0];
  const decoderBytes = 4 * indexRangeOf(prunings[0]) * outputWidth;
  const size = Math.min(mostTogether, Math.max(1, Math.floor(mostDecoderBytes / decoderBytes)));
  return Array.from({ length: Math.ceil(prunings.length / size) }, (_, group) =>
    prunings.slice(group * size, (group + 1) * size),
  );
}

type Kept = [digest: string, measured: MeasuredPruning][];

async function readKept(folder: string): Promise<Kept> {
  try {
    return JSON.parse(await readFile(join(folder, fileName), 'utf8')) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Under another name first, so that a kill leaves the old file or the new one. */
async function writeKept(folder: string, kept: Kept): Promise<void> {
  const path = join(folder, fileName);
  await onDiskAsync(path, async () => {
    await writeFile(`${path}.new`, JSON.stringify(kept));
    await rename(`${path}.new`, path);
  });
}

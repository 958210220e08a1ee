/** The largest cosines by numpy and torch, where they are installed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { VectorPair } from '../engine/index.js';

const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../../bench/similarity_baseline.py', import.meta.url));

export interface PythonTask {
  readonly pair: VectorPair;
  readonly width: number;
  /** How many rows of the truth are compared. */
  readonly rows: number;
  readonly threads: number;
}

/** Seconds on the clock; largest cosines and matches of the first rows. */
export interface PythonAnswer {
  readonly numpy: number;
  /** Both directions at once. */
  readonly numpyBoth: number;
  readonly torch: number | null;
  readonly firstBest: readonly number[];
  readonly firstMatch: readonly number[];
}

/** Undefined where there is no numpy. */
export async function measureByPython({ pair, width, rows, threads }: PythonTask): Promise<PythonAnswer | undefined> {
  if (!existsSync(python) || !(await hasNumpy())) return undefined;
  const files = [pair.truth, pair.query].map(({ folder }) => join(folder, 'vectors.f32'));
  const words = [script, ...files, String(width), String(rows), String(threads)];
  const { stdout } = await promisify(execFile)(python, words, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as PythonAnswer;
}

async function hasNumpy(): Promise<boolean> {
  return promisify(execFile)(python, ['-c', 'import numpy']).then(
    () => true,
    () => false,
  );
}

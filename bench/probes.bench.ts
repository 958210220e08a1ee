/** Logistic regression of 10,000 rows of width 512 beside scikit-learn's, in turns. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createRandom } from '../domain/seeded-random.js';
import { fitLogistic, pauseFor, type LabelledRows } from '../engine/index.js';
import { atMost, reported, type BenchRow } from './bench-row.js';
import { inTemporaryFolder } from './temporary-folder.js';

const rows = 10_000;
const width = 512;
const rounds = 3;
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../../bench/logistic_baseline.py', import.meta.url));
/** Of a weight in units of the activations, which are of the order of 1. */
const tolerance = 1e-3;

interface PythonAnswer {
  readonly seconds: number;
  /** With a tolerance of 1e-5, as ours. */
  readonly strictSeconds: number;
  readonly weights: readonly number[];
  readonly iterations: number;
}

export function benchProbes(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const labelled = drawRows();
    await writeFile(join(folder, 'values'), new Uint8Array(labelled.values_ND.buffer));
    await writeFile(join(folder, 'labels'), labelled.isPositive_N);
    const ours: number[] = [];
    const theirs: PythonAnswer[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const fitted = await fitLogistic(
        labelled,
        { c: 1, standardize: true },
        { pause: pauseFor(new AbortController().signal) },
      );
      ours.push((performance.now() - start) / 1000);
      const answer = await askPython(folder);
      if (answer) checkAgainst(answer, fitted.weights_D);
      if (answer) theirs.push(answer);
    }
    return toRows(Math.min(...ours), theirs);
  });
}

function toRows(seconds: number, theirs: readonly PythonAnswer[]): BenchRow[] {
  const fit = reported({ what: 'logistic regression of 10,000 x 512, standardised, C 1', value: seconds, unit: 's' });
  if (theirs.length === 0) {
    console.log('SKIPPED: the comparison with scikit-learn, since there is no /usr/bin/python3 with it');
    return [fit];
  }
  const best = Math.min(...theirs.map((answer) => answer.seconds));
  const strict = Math.min(...theirs.map((answer) => answer.strictSeconds));
  return [
    fit,
    atMost({ what: 'the same / scikit-learn with its own, looser tolerance', value: seconds / best, unit: 'times' }, 2),
    reported({ what: 'the same / scikit-learn with the same tolerance', value: seconds / strict, unit: 'times' }),
  ];
}

/** Correlated activations whose label a direction decides, with noise. */
function drawRows(): LabelledRows {
  const random = createRandom(2);
  // By the central limit theorem: near enough to normal for a measurement of time.
  const normal = (): number => 2 * (random() + random() + random() - 1.5);
  const values_ND = new Float32Array(rows * width);
  const isPositive_N = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const shared = normal();
    let score = 0;
    for (let d = 0; d < width; d++) {
      const value = normal() + shared * (d % 7 === 0 ? 2 : 0.1);
      values_ND[row * width + d] = value;
      if (d < 20) score += value * (d % 2 === 0 ? 0.3 : -0.3);
    }
    isPositive_N[row] = Number(random() < 1 / (1 + Math.exp(-score)));
  }
  return { values_ND, width, isPositive_N };
}

async function askPython(folder: string): Promise<PythonAnswer | undefined> {
  if (!existsSync(python) || !(await hasScikitLearn())) return undefined;
  const words = [script, join(folder, 'values'), join(folder, 'labels'), String(width), '2'];
  const { stdout } = await promisify(execFile)(python, words, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as PythonAnswer;
}

async function hasScikitLearn(): Promise<boolean> {
  return promisify(execFile)(python, ['-c', 'import sklearn']).then(
    () => true,
    () => false,
  );
}

function checkAgainst({ weights }: PythonAnswer, weights_D: Float64Array): void {
  weights_D.forEach((weight, d) => {
    if (Math.abs(weight - weights[d]) > tolerance) throw new Error(`weight ${d}: ${weight} is not ${weights[d]}`);
  });
}

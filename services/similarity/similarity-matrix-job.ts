/** A matrix of similarities as a job: each pair is compared once and kept, so that an interrupted one goes on. */
import type { NodeKey } from '../../domain/node-id.js';
import type { SimilarityMatrixInput, SimilarityMatrixRecord, SimilarityValues } from '../../domain/similarity.js';
import type { Store } from '../../store/store.js';
import type { ComparisonOptions, DictionaryComparer } from '../../engine/index.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import type { Clock } from '../services.js';
import { version } from '../version.js';
import { getChance } from './chance.js';
import type { ComparedSide, SideSource } from './compared-side.js';
import { comparePair } from './compare-pair.js';
import { partOfWork } from './part-of-work.js';
import { matrixSubject, planMatrix } from './similarity-matrix-plan.js';

export interface SimilarityMatrixJobOptions extends Omit<SideSource, 'store'> {
  readonly store: Store;
  readonly engine: Pick<DictionaryComparer, 'compareDictionaries' | 'compareRandomVectors'>;
  readonly clock: Clock;
}

/** The record has the id of its job. */
export function createSimilarityMatrixJob(options: SimilarityMatrixJobOptions): JobDefinition {
  return { kind: 'SIMILARITY_MATRIX', run: (context) => runMatrix(options, context) };
}

async function runMatrix(options: SimilarityMatrixJobOptions, context: JobContext): Promise<readonly NodeKey[]> {
  const { store, clock } = options;
  const { id } = context.job;
  const input = context.job.input as SimilarityMatrixInput;
  const sides = planMatrix(input, options);
  const [known] = store.similarityMatrices.list(matrixSubject(sides));
  if (known) return [{ kind: 'SimilarityMatrix', key: known.id }];
  const numbers = await compareAll(options, sides, context);
  const record: SimilarityMatrixRecord = {
    id,
    dictionaries: input.dictionaries,
    digests: sides.map(({ dictionary }) => dictionary.digest),
    vectors: input.vectors,
    ...(input.alive && { alive: input.alive }),
    ...numbers,
    version,
    finishedAt: clock().toISOString(),
  };
  store.similarityMatrices.add(record, matrixSubject(sides));
  return [{ kind: 'SimilarityMatrix', key: id }];
}

type MatrixNumbers = Pick<SimilarityMatrixRecord, 'values' | 'randomBaseline' | 'counts'>;

/** One comparison gives both directions, so that half of the matrix is computed. */
async function compareAll(
  options: SimilarityMatrixJobOptions,
  sides: readonly ComparedSide[],
  context: JobContext,
): Promise<MatrixNumbers> {
  const values = sides.map(() => new Array<number>(sides.length).fill(0));
  const randomBaseline = sides.map(() => new Array<number>(sides.length).fill(0));
  const counts = new Array<number>(sides.length).fill(0);
  const pairs = sides.flatMap((_, i) => sides.slice(i).map((_other, offset) => [i, i + offset] as const));
  for (const [done, [i, j]] of pairs.entries()) {
    const message = `${done} of ${pairs.length} pairs`;
    const part = partOfWork(context, { from: done / pairs.length, to: (done + 1) / pairs.length, message });
    const found = await comparePair(options, { truth: sides[i], query: sides[j] }, part);
    [values[i][j], values[j][i], counts[i], counts[j]] = [
      ...[found.meanMaxCosine, i === j ? found.meanMaxCosine : found.reverse],
      ...[found.truthCount, found.queryCount],
    ];
    [randomBaseline[i][j], randomBaseline[j][i]] = await chancesOf(options, { found, width: sides[i].width }, part);
  }
  return { values, randomBaseline, counts };
}

/** Of both directions; of equal counts the same number for both, as similarities tell it. */
async function chancesOf(
  options: SimilarityMatrixJobOptions,
  { found, width }: { readonly found: SimilarityValues; readonly width: number },
  { signal }: ComparisonOptions,
): Promise<readonly [number, number]> {
  const { truthCount, queryCount } = found;
  const chance = await getChance(options, { truthCount, queryCount, width }, { signal });
  return [chance.randomBaseline, truthCount === queryCount ? chance.randomBaseline : chance.reverseBaseline];
}

/** What chance gives for random vectors with the mean and the covariance of a truth's: drawn when it is asked for, then kept. */
import type { ChanceValues, SimilarityRecord } from '../../domain/similarity.js';
import type { ComparisonOptions } from '../../engine/index.js';
import { createSortableId } from '../../store/sortable-id.js';
import { drawing, toChance, valuesOf, type ChanceSource } from './chance.js';
import { toVectorSource, type ComparedSide, type SideSource } from './compared-side.js';

export interface CovarianceChanceSource extends ChanceSource, Omit<SideSource, 'store'> {
  readonly store: ChanceSource['store'] & SideSource['store'];
}

/** What the moments are of, and how many vectors are drawn. */
type Compared = Pick<SimilarityRecord, 'truthContent' | 'vectors' | 'truthCount' | 'queryCount'>;

/** Undefined until it has been drawn. */
export function findCovarianceChance({ chances }: ChanceSource['store'], compared: Compared): ChanceValues | undefined {
  const [found] = chances.list(subjectOf(compared));
  return found && valuesOf(found);
}

/** Does nothing where it has been drawn. Throws what `toVectorSource` and the engine throw. */
export async function drawCovarianceChance(
  source: CovarianceChanceSource,
  { truth, compared }: { readonly truth: ComparedSide; readonly compared: Compared },
  options: ComparisonOptions,
): Promise<void> {
  if (findCovarianceChance(source.store, compared)) return;
  const { truthCount, queryCount } = compared;
  const request = { truthCount, queryCount, width: truth.width, ...drawing, like: toVectorSource(source, truth) };
  const chance = toChance(await source.engine.compareRandomVectors(request, options));
  const record = { id: createSortableId(Date.now()), truthDigest: truth.dictionary.digest, ...chance };
  source.store.chances.add(record, subjectOf(compared));
}

/** The content tells the width. */
function subjectOf({ truthContent, vectors, truthCount, queryCount }: Compared): readonly string[] {
  const { seed, draws } = drawing;
  return [truthContent, vectors, `${truthCount} and ${queryCount}, seed ${seed}, ${draws} draws`];
}

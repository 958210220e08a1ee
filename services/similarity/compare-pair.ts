/** A pair of dictionaries without what is known of single features: found where it was compared before, otherwise compared. */
import type { SimilarityPairRecord, SimilarityValues } from '../../domain/similarity.js';
import type { ComparisonOptions, DictionaryComparer } from '../../engine/index.js';
import { createSortableId } from '../../store/sortable-id.js';
import type { Store } from '../../store/store.js';
import { readWeightsOf } from '../damaged-weights.js';
import { toVectorSource, type SideSource } from './compared-side.js';
import { subjectOf, type SimilarityPlan } from './similarity-plan.js';
import { valuesOf } from './similarity-record.js';

export interface PairSource extends Omit<SideSource, 'store'> {
  readonly store: Store;
  readonly engine: Pick<DictionaryComparer, 'compareDictionaries'>;
}

/** Throws what `toVectorSource` and the engine throw. */
export async function comparePair(
  source: PairSource,
  plan: SimilarityPlan,
  options: ComparisonOptions,
): Promise<SimilarityValues> {
  const turned = { truth: plan.query, query: plan.truth };
  const known = findPair(source.store, plan) ?? turnValues(findPair(source.store, turned));
  if (known) return known;
  const pair = { truth: toVectorSource(source, plan.truth), query: toVectorSource(source, plan.query) };
  const dictionaries = [plan.truth.dictionary, plan.query.dictionary];
  const compare = () => source.engine.compareDictionaries(pair, options);
  const values = valuesOf(await readWeightsOf(source.store, dictionaries, compare));
  const record: SimilarityPairRecord = {
    id: createSortableId(Date.now()),
    truthDigest: plan.truth.dictionary.digest,
    queryDigest: plan.query.dictionary.digest,
    ...values,
  };
  source.store.similarityPairs.add(record, subjectOf(plan));
  return values;
}

function findPair(store: Store, plan: SimilarityPlan): SimilarityValues | undefined {
  const subject = subjectOf(plan);
  return store.similarities.list(subject).at(0) ?? store.similarityPairs.list(subject).at(0);
}

function turnValues(values: SimilarityValues | undefined): SimilarityValues | undefined {
  return (
    values && {
      meanMaxCosine: values.reverse,
      reverse: values.meanMaxCosine,
      truthCount: values.queryCount,
      queryCount: values.truthCount,
      truthZeroVectors: values.queryZeroVectors,
      queryZeroVectors: values.truthZeroVectors,
    }
  );
}

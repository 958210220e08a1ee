/** Finds similarities that were computed, without searching for the same one twice. */
import type { SimilarityRecord } from '../../domain/similarity.js';
import type { Store } from '../../store/store.js';
import { subjectOf, type SimilarityPlan } from './similarity-plan.js';

const mostIds = 1024;

/**
 * Searching by content opens a range of keys, which costs a tenth of a request; a read by id does not. A subject has one
 * similarity until that is removed, so that an id may be remembered as long as it is still there.
 */
export function createKnownSimilarities({
  similarities,
}: Pick<Store, 'similarities'>): (plan: SimilarityPlan) => SimilarityRecord | undefined {
  const ids = new Map<string, string>();
  return (plan) => {
    const subject = subjectOf(plan);
    const key = JSON.stringify(subject);
    const id = ids.get(key);
    const remembered = id === undefined ? undefined : similarities.find(id);
    if (remembered) return remembered;
    const found = similarities.list(subject).at(0);
    if (ids.size >= mostIds) ids.clear();
    if (found) ids.set(key, found.id);
    return found;
  };
}

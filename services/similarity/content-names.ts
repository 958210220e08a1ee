/** Names that stand for the content that a result is about. */
import type { Store } from '../../store/store.js';

/** The name, if it still stands for the content; otherwise another one that does. */
export function findNameOf(
  { dictionaries }: Pick<Store, 'dictionaries'>,
  name: string,
  digest: string,
): string | undefined {
  const standsForIt = (candidate: string): boolean => dictionaries.find(candidate)?.digest === digest;
  return standsForIt(name) ? name : dictionaries.names().find(standsForIt);
}

/** A loader over work that answers each key by itself; what the work throws is the answer to all of them. */
import DataLoader from 'dataloader';
import type { Loader } from '../../resolvers/loader.js';
import type { Answered } from '../../services/services.js';

type AnswerAll<K, V> = (keys: readonly K[]) => Promise<readonly Answered<V>[]>;

/** Never asks again key by key: a refusal of the whole, such as for its cost, must not be got round that way. */
export function answeredLoader<K, V>(answerAll: AnswerAll<K, V>, nameOf: (key: K) => string): Loader<K, V> {
  return new DataLoader<K, V, string>(answerAll, { cacheKeyFn: nameOf });
}

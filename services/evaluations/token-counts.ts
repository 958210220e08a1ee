/** Texts as how often they hold each of the commonest tokens: what can be told without a model. */
import type { DatasetContent } from '../../domain/dataset.js';
import type { Tokenizer } from '../../engine/index.js';
import type { BaselineInputs } from './baseline.js';

/** More than most labelled sets have, and few enough to be fitted in seconds. */
export const mostBagTokens = 1000;

export interface CountedSets {
  readonly own: DatasetContent;
  readonly evaluated: DatasetContent;
  /** Of the own one; they decide which tokens are counted. */
  readonly learned_N: Uint32Array;
  readonly tokenizer: Pick<Tokenizer, 'encode'>;
}

/** The tokens that stand in most of the rows that are learned from; ties by lower id. */
export function countTokens({ own, evaluated, learned_N, tokenizer }: CountedSets): BaselineInputs {
  const idsOf = ({ rows }: DatasetContent, row: number): ArrayLike<number> =>
    tokenizer.encode(rows[row].text, { addSpecialTokens: false });
  const places = placesOf(Array.from(learned_N, (row) => idsOf(own, row)));
  const countsOf = (ids: ArrayLike<number>): Float32Array => {
    const counts_V = new Float32Array(places.size);
    for (let i = 0; i < ids.length; i++) {
      const place = places.get(ids[i]);
      if (place !== undefined) counts_V[place]++;
    }
    return counts_V;
  };
  return {
    width: places.size,
    ofOwn: (row) => countsOf(idsOf(own, row)),
    ofEvaluated: (row) => countsOf(idsOf(evaluated, row)),
  };
}

function placesOf(texts: readonly ArrayLike<number>[]): ReadonlyMap<number, number> {
  const rowsWith = new Map<number, number>();
  for (const ids of texts) for (const id of new Set(Array.from(ids))) rowsWith.set(id, (rowsWith.get(id) ?? 0) + 1);
  const commonest = [...rowsWith].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b).slice(0, mostBagTokens);
  return new Map(commonest.map(([id], place) => [id, place]));
}

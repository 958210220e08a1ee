/** Annotations of features, in the order in which they were added. */
import type { Annotation, FeatureKey } from '../../domain/feature.js';
import type { Key, KeyRange } from '../lmdb/bytes-table.js';
import type { Environment } from '../lmdb/environment.js';
import type { AnnotationTable } from '../store.js';
import { RecordTable } from './record-table.js';

type AnnotationKey = readonly [dictionary: string, index: number, order: number];

export class Annotations implements AnnotationTable {
  readonly #records: RecordTable<Annotation>;

  constructor(private readonly catalog: Environment) {
    this.#records = new RecordTable(catalog, 'annotations');
  }

  add({ dictionary, index }: FeatureKey, annotation: Annotation): void {
    this.catalog.transact(() => {
      const last = this.#records.keys(ofFeature(dictionary, index)).at(-1);
      const order = last === undefined ? 0 : asAnnotationKey(last)[2] + 1;
      this.#records.put([dictionary, index, order], annotation);
    });
  }

  list(features: readonly FeatureKey[]): Annotation[][] {
    return features.map(({ dictionary, index }) =>
      this.#records.entries(ofFeature(dictionary, index)).map(({ record }) => record),
    );
  }

  search(dictionary: string, text: string): number[] {
    const wanted = text.toLowerCase();
    const found = this.#records
      .entries(ofDictionary(dictionary))
      .filter(({ record }) => record.text.toLowerCase().includes(wanted));
    return [...new Set(found.map(({ key }) => asAnnotationKey(key)[1]))];
  }

  removeAll(dictionary: string): void {
    this.catalog.transact(() => {
      for (const key of this.#records.keys(ofDictionary(dictionary))) this.#records.remove(key);
    });
  }
}

function ofDictionary(dictionary: string): KeyRange {
  return { start: [dictionary, 0, 0], end: [dictionary, Infinity] };
}

function ofFeature(dictionary: string, index: number): KeyRange {
  return { start: [dictionary, index, 0], end: [dictionary, index, Infinity] };
}

function asAnnotationKey(key: Key): AnnotationKey {
  return key as AnnotationKey;
}

/** Encoders that stay open for the next request. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Encoder, Engine } from '../../engine/engine.js';
import { createKeptOpen } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { filesOfDictionary, filesOfModel } from './files.js';

const mostOpen = 16;

export interface Encoders {
  use<T>(
    model: ModelRecord,
    dictionaries: readonly DictionaryRecord[],
    work: (encoder: Encoder) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

export interface EncodersOptions {
  readonly engine: Pick<Engine, 'openEncoder'>;
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
}

export function createEncoders({ engine, store }: EncodersOptions): Encoders {
  const kept = createKeptOpen<Encoder>(mostOpen, (encoder) => encoder.close());
  return {
    use(model, dictionaries, work) {
      const name = JSON.stringify([model.digest, ...dictionaries.map(({ name, digest }) => [name, digest])]);
      const files = dictionaries.map((dictionary) => filesOfDictionary(store, dictionary));
      return kept.use(name, () => engine.openEncoder(filesOfModel(store, model), files), work);
    },
    close: () => kept.close(),
  };
}

/** The tokenizers of registered models, read once and shared by models that have the same. */
import type { Tokenizer } from '../engine/engine.js';
import type { ModelRecord } from '../domain/model.js';
import type { Store } from '../store/store.js';

export interface Tokenizers {
  /** Reads the model's tokenizer, unless it was read before. */
  load(model: ModelRecord): Promise<Tokenizer>;
  /** The tokenizer of a model whose tokenizer has been loaded; any other is a programmer's mistake. */
  get(model: string): Tokenizer;
}

export interface TokenizersOptions {
  readonly store: Pick<Store, 'blobs'>;
  /** Reads the tokenizer of a model's folder. */
  readonly read: (folder: string) => Promise<Tokenizer>;
}

/** Tokenizers stay loaded: a model is asked for again and again, and many models share one. */
export function createTokenizers({ store, read }: TokenizersOptions): Tokenizers {
  const loading = new Map<string, Promise<Tokenizer>>();
  const loaded = new Map<string, Tokenizer>();

  function startReading(model: ModelRecord): Promise<Tokenizer> {
    const reading = read(store.blobs.modelFolder(model.digest));
    loading.set(model.tokenizerDigest, reading);
    reading.catch(() => loading.delete(model.tokenizerDigest));
    return reading;
  }

  return {
    async load(model) {
      const tokenizer = await (loading.get(model.tokenizerDigest) ?? startReading(model));
      loaded.set(model.name, tokenizer);
      return tokenizer;
    },
    get(model) {
      const tokenizer = loaded.get(model);
      if (tokenizer === undefined) throw new Error(`the tokenizer of ${model} has not been loaded`);
      return tokenizer;
    },
  };
}

/** Encoders that stay open for the next request. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { ModelRecord } from '../../domain/model.js';
import type { Encoder, Engine } from '../../engine/engine.js';
import type { Store } from '../../store/store.js';
import { weightsFolder } from '../weights-folder.js';

/** Opening one costs a fraction of a second; what it holds is bounded by the engine's own budget. */
const mostOpen = 16;

export interface Encoders {
  /** Works with an encoder that is not closed meanwhile; one that is being opened is waited for by all who need it. */
  use<T>(
    model: ModelRecord,
    dictionaries: readonly DictionaryRecord[],
    work: (encoder: Encoder) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

interface Kept {
  readonly opening: Promise<Encoder>;
  users: number;
}

export interface EncodersOptions {
  readonly engine: Pick<Engine, 'openEncoder'>;
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
}

export function createEncoders({ engine, store }: EncodersOptions): Encoders {
  const kept = new Map<string, Kept>();

  function open(model: ModelRecord, dictionaries: readonly DictionaryRecord[]): Promise<Encoder> {
    return engine.openEncoder(
      { model, folder: store.blobs.modelFolder(model.digest) },
      dictionaries.map((dictionary) => ({ dictionary, folder: weightsFolder(store, dictionary) })),
    );
  }

  /** Closes the one not used for longest, of those that nobody uses. */
  async function makeRoom(): Promise<void> {
    if (kept.size <= mostOpen) return;
    const idle = [...kept].find(([, { users }]) => users === 0);
    if (!idle) return;
    kept.delete(idle[0]);
    await closeQuietly(idle[1].opening);
  }

  return {
    async use(model, dictionaries, work) {
      const key = JSON.stringify([model.digest, ...dictionaries.map(({ name, digest }) => [name, digest])]);
      const entry = kept.get(key) ?? { opening: open(model, dictionaries), users: 0 };
      kept.delete(key);
      kept.set(key, entry);
      entry.users++;
      try {
        return await work(
          await entry.opening.catch((error: unknown) => {
            kept.delete(key);
            throw error;
          }),
        );
      } finally {
        entry.users--;
        await makeRoom();
      }
    },
    async close() {
      const all = [...kept.values()];
      kept.clear();
      await Promise.all(all.map(({ opening }) => closeQuietly(opening)));
    },
  };
}

/** One that could not be opened told so to whoever asked for it. */
async function closeQuietly(opening: Promise<Encoder>): Promise<void> {
  const encoder = await opening.catch(() => undefined);
  await encoder?.close();
}

/** Importing a corpus: its documents are copied into the store; nothing is registered when a line is bad. */
import { parseName } from '../../domain/name.js';
import type { CorpusRecord } from '../../domain/corpus.js';
import type { CorpusContent, Store } from '../../store/store.js';
import type { ImportService } from '../services.js';
import { readCorpusDocuments } from './corpus-documents.js';
import { findSame, register } from './register.js';

/** The same documents under the same name give the record that is there. */
export function createCorpusImport({
  store,
}: {
  readonly store: Pick<Store, 'corpora'>;
}): ImportService['importCorpus'] {
  return async ({ file, name }) => {
    parseName(name);
    // A corpus whose name is taken must not stay in the store without one.
    const check = (content: CorpusContent): unknown => findSame(store.corpora, { name, ...content }, isSameCorpus);
    const content = await store.corpora.write(readCorpusDocuments(file), check);
    return register(store.corpora, { name, ...content }, isSameCorpus);
  };
}

function isSameCorpus(existing: CorpusRecord, wanted: CorpusRecord): boolean {
  return existing.digest === wanted.digest;
}

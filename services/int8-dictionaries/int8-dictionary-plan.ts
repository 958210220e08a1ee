/** Which dictionary is to encode in int8: the input, checked whole and looked up in the catalog. */
import type { CorpusRecord } from '../../domain/corpus.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { Int8DictionaryInput } from '../../domain/job.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { parseInteger } from '../argument-range.js';
import { findSame } from '../imports/register.js';
import { hasPlaceOf } from '../imports/same-dictionary.js';
import type { CatalogService, Int8DictionaryRequest } from '../services.js';

/** The pass leaves no checkpoints, and the error is known well before. */
const mostTokens = 2 ** 20;

export interface Int8DictionaryPlan {
  readonly name: string;
  /** Encodes in float32. */
  readonly of: DictionaryRecord;
  readonly model: ModelRecord;
  readonly corpus: CorpusRecord;
  readonly maxTokens: number;
  /** The record, when it was made before. */
  readonly existing: DictionaryRecord | undefined;
}

export interface Int8DictionarySource {
  readonly store: Pick<Store, 'dictionaries' | 'corpora' | 'harvests'>;
  readonly catalog: Pick<CatalogService, 'getModel' | 'getDictionary' | 'getCorpus'>;
}

/** Throws what `Int8DictionaryService.start` does. */
export function planInt8Dictionary(
  request: Int8DictionaryRequest,
  { store, catalog }: Int8DictionarySource,
): Int8DictionaryPlan {
  const name = parseName(request.name);
  const of = catalog.getDictionary(request.of);
  checkSource(of);
  const corpus = catalog.getCorpus(request.corpus ?? usualCorpus(store, of));
  if (corpus.documents === 0)
    throw new ResearchError('CORPUS_EMPTY', `The corpus ${corpus.name} holds no document.`, { at: 'corpus' });
  const maxTokens = parseInteger(request.maxTokens, { least: 1, most: mostTokens, at: 'maxTokens' });
  const plan = { name, of, model: catalog.getModel(of.model), corpus, maxTokens };
  return { ...plan, existing: findSame(store.dictionaries, plan, isOfPlan) };
}

/** The input as the job keeps it. */
export function completeInput({ name, of, corpus, maxTokens }: Int8DictionaryPlan): Int8DictionaryInput {
  return { name, of: of.name, corpus: corpus.name, maxTokens };
}

/** A pruning has its root's error and is another dictionary. */
function isOfPlan(
  existing: DictionaryRecord,
  { of, corpus, maxTokens }: Omit<Int8DictionaryPlan, 'existing'>,
): boolean {
  const { pruning, encodingError } = existing;
  return (
    pruning === undefined &&
    encodingError?.ofDigest === of.digest &&
    encodingError.of === of.name &&
    encodingError.corpusDigest === corpus.digest &&
    encodingError.corpus === corpus.name &&
    encodingError.maxTokens === maxTokens &&
    hasPlaceOf(existing, of)
  );
}

/** The one of the newest harvest, otherwise the only one there is. */
function usualCorpus({ corpora, harvests }: Int8DictionarySource['store'], { name }: DictionaryRecord): string {
  const harvested = harvests.find(name)?.corpus;
  if (harvested !== undefined) return harvested;
  const names = corpora.names();
  if (names.length === 1) return names[0];
  throw new ResearchError('ARGUMENT_INVALID', 'Nothing says on which corpus the error is to be measured.', {
    at: 'corpus',
    fix: names.length === 0 ? 'Import a corpus and name it.' : 'Name a corpus.',
  });
}

function checkSource({ name, pruning, forward, provenance }: DictionaryRecord): void {
  if (pruning)
    throw new ResearchError(
      'ARGUMENT_INVALID',
      `"${name}" is a pruning, whose weights are those of "${pruning.root}".`,
      {
        at: 'of',
        fix: `Make an int8 dictionary of "${pruning.root}" and prune that.`,
      },
    );
  if (forward.product === 'int8')
    throw new ResearchError('ARGUMENT_INVALID', `"${name}" encodes in int8 already.`, {
      at: 'of',
      fix: 'Give the float32 dictionary that it was made from.',
    });
  if (provenance.format === 'identity')
    throw new ResearchError(
      'ARGUMENT_INVALID',
      `"${name}" hands on the coordinates of its hook point, which int8 would round and make no faster.`,
      { at: 'of', fix: 'Use it as it is.' },
    );
}

/** Which dictionary is to encode in int8: the input, checked whole and looked up in the catalog. */
import type { CorpusRecord } from '../../domain/corpus.js';
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import type { Int8DictionaryInput } from '../../domain/job.js';
import type { ModelRecord } from '../../domain/model.js';
import { parseName } from '../../domain/name.js';
import type { Store } from '../../store/store.js';
import { parseInteger } from '../argument-range.js';
import type { CatalogService } from '../services.js';

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
  readonly store: Pick<Store, 'dictionaries'>;
  readonly catalog: Pick<CatalogService, 'getModel' | 'getDictionary' | 'getCorpus'>;
}

/** Throws what `Int8DictionaryService.start` does. */
export function planInt8Dictionary(
  input: Int8DictionaryInput,
  { store, catalog }: Int8DictionarySource,
): Int8DictionaryPlan {
  const name = parseName(input.name);
  const of = catalog.getDictionary(input.of);
  checkIsFloat32(of);
  const corpus = catalog.getCorpus(input.corpus);
  if (corpus.documents === 0)
    throw new ResearchError('CORPUS_EMPTY', `The corpus ${corpus.name} holds no document.`, { at: 'corpus' });
  const maxTokens = parseInteger(input.maxTokens, { least: 1, most: mostTokens, at: 'maxTokens' });
  const plan = { name, of, model: catalog.getModel(of.model), corpus, maxTokens };
  return { ...plan, existing: findSameDictionary(store, plan) };
}

/** The input as the job keeps it. */
export function completeInput({ name, of, corpus, maxTokens }: Int8DictionaryPlan): Int8DictionaryInput {
  return { name, of: of.name, corpus: corpus.name, maxTokens };
}

/** The dictionary, when it was made before. Throws NAME_TAKEN when another has its name. */
function findSameDictionary(
  { dictionaries }: Pick<Store, 'dictionaries'>,
  plan: Omit<Int8DictionaryPlan, 'existing'>,
): DictionaryRecord | undefined {
  const existing = dictionaries.find(plan.name);
  if (existing === undefined || isOfPlan(existing, plan)) return existing;
  throw new ResearchError('NAME_TAKEN', `"${plan.name}" is registered with other content.`, { at: 'name' });
}

/** A pruning has its root's error and is another dictionary. */
function isOfPlan(
  { pruning, encodingError, model, hookPoint, outputHookPoint }: DictionaryRecord,
  { of, corpus, maxTokens }: Omit<Int8DictionaryPlan, 'existing'>,
): boolean {
  return (
    pruning === undefined &&
    encodingError?.ofDigest === of.digest &&
    encodingError.of === of.name &&
    encodingError.corpusDigest === corpus.digest &&
    encodingError.corpus === corpus.name &&
    encodingError.maxTokens === maxTokens &&
    model === of.model &&
    hookPoint === of.hookPoint &&
    outputHookPoint === of.outputHookPoint
  );
}

function checkIsFloat32({ name, pruning, forward }: DictionaryRecord): void {
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
}

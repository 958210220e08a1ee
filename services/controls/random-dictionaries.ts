/** Making a dictionary of random directions in the shape of another one. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import { ResearchError } from '../../domain/errors.js';
import { parseName } from '../../domain/name.js';
import { dictionaryDigest, randomDictionary, readDecoderBias, writeDictionaryWeights } from '../../engine/index.js';
import type { RandomDictionary } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { findSame, register } from '../imports/register.js';
import { isSameDictionary } from '../imports/same-dictionary.js';
import type { CatalogService, ControlService } from '../services.js';
import { weightsFolder } from '../weights-folder.js';
import { parseSeed } from './seed.js';

export interface RandomDictionariesOptions {
  readonly store: Pick<Store, 'dictionaries' | 'blobs'>;
  readonly catalog: CatalogService;
}

/** The same dictionary's shape and the same seed under the same name give the record that is there. */
export function createRandomDictionaries({
  store,
  catalog,
}: RandomDictionariesOptions): ControlService['createRandomDictionary'] {
  return async ({ like: likeName, name, seed }) => {
    parseName(name);
    parseSeed(seed);
    const like = catalog.getDictionary(likeName);
    const bDec_D = await readDecoderBias(weightsFolder(store, like));
    const drawn = randomDictionary(shapeOf(like, bDec_D), seed, { like: like.name, likeDigest: like.digest });
    const record = toRecord(name, { like, drawn, digest: await dictionaryDigest(drawn) });
    findSame(store.dictionaries, record, isSameDraw);
    const kept = store.blobs.dictionaryFolder(record.digest);
    await store.blobs.createFolder(kept, (folder) => writeDictionaryWeights(folder, drawn));
    return register(store.dictionaries, record, isSameDraw);
  };
}

/** Survivors of a pruning are counted, so that both stand for as many directions. */
function shapeOf({ name, size, width, outputWidth = width, forward }: DictionaryRecord, bDec_D: Float32Array) {
  const { activation } = forward;
  if (activation?.kind === 'groupMax' && size % activation.k !== 0)
    throw new ResearchError('ARGUMENT_INVALID', `The ${size} features of "${name}" are not ${activation.k} groups.`, {
      at: 'like',
      fix: 'Give the dictionary that the pruning was made from.',
    });
  const kept =
    activation?.kind === 'topK'
      ? { ...forward, activation: { ...activation, k: Math.min(activation.k, size) } }
      : forward;
  return { size, width, outputWidth, forward: kept, bDec_D };
}

interface Drawn {
  readonly like: DictionaryRecord;
  readonly drawn: RandomDictionary;
  readonly digest: string;
}

function toRecord(name: string, { like, drawn, digest }: Drawn): DictionaryRecord {
  const { model, hookPoint, outputHookPoint } = like;
  const { architecture, size, width, outputWidth, forward, provenance } = drawn;
  return {
    ...{ name, model, hookPoint, outputHookPoint, architecture, size, width, digest, forward, provenance },
    ...(outputWidth === width ? {} : { outputWidth }),
  };
}

/** The provenance says of which dictionary and which seed it is. */
function isSameDraw(existing: DictionaryRecord, wanted: DictionaryRecord): boolean {
  return (
    isSameDictionary(existing, wanted) && JSON.stringify(existing.provenance) === JSON.stringify(wanted.provenance)
  );
}

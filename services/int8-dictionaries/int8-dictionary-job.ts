/** Making a dictionary that encodes in int8 as a job: write its weights, measure its error, register it. */
import type { DictionaryRecord } from '../../domain/dictionary.js';
import type { Int8DictionaryInput } from '../../domain/job.js';
import type { NodeKey } from '../../domain/node-id.js';
import { dictionaryDigest, openInt8Dictionary, writeDictionaryWeights } from '../../engine/index.js';
import type { Store } from '../../store/store.js';
import { readWeightsOf } from '../damaged-weights.js';
import { register } from '../imports/register.js';
import { isSameDictionary } from '../imports/same-dictionary.js';
import type { JobContext, JobDefinition } from '../jobs/job-definition.js';
import { weightsFolder } from '../weights-folder.js';
import { planInt8Dictionary, type Int8DictionaryPlan, type Int8DictionarySource } from './int8-dictionary-plan.js';
import { measureEncoding, type MeasureEncodingOptions } from './measure-encoding.js';

export type Int8DictionaryJobOptions = MeasureEncodingOptions & Pick<Int8DictionarySource, 'catalog'>;

/** Of the progress; what comes after is measuring. */
const shareOfWriting = 0.2;

/** One that was interrupted starts over; weights that were written are not written again. */
export function createInt8DictionaryJob(options: Int8DictionaryJobOptions): JobDefinition {
  return { kind: 'INT8_DICTIONARY', run: (context) => makeInt8Dictionary(options, context) };
}

async function makeInt8Dictionary(
  options: Int8DictionaryJobOptions,
  { job, signal, progress }: JobContext,
): Promise<readonly NodeKey[]> {
  const { store } = options;
  const plan = planInt8Dictionary(job.input as Int8DictionaryInput, options);
  const results: readonly NodeKey[] = [{ kind: 'Dictionary', key: plan.name }];
  if (plan.existing) return results;
  progress(0, 'writing weights');
  const int8 = await readWeightsOf(store, [plan.of], () => writeInt8(store, plan));
  const onProgress = (fraction: number, message: string): void =>
    progress(shareOfWriting + (1 - shareOfWriting) * fraction, message);
  const encodingError = await measureEncoding(options, { plan, int8, signal, progress: onProgress });
  register(store.dictionaries, { ...int8, encodingError }, isSameMeasurement);
  return results;
}

/** The record, without what is measured. */
async function writeInt8(
  store: Pick<Store, 'blobs' | 'dictionaries'>,
  { name, of }: Int8DictionaryPlan,
): Promise<DictionaryRecord> {
  const made = await openInt8Dictionary(weightsFolder(store, of), of);
  try {
    const { forward, provenance } = made;
    const digest = await dictionaryDigest(made);
    await store.blobs.createFolder(store.blobs.dictionaryFolder(digest), (folder) =>
      writeDictionaryWeights(folder, made),
    );
    return { ...of, name, digest, forward, provenance };
  } finally {
    await made.close();
  }
}

/** Another process may have made it meanwhile. */
function isSameMeasurement(existing: DictionaryRecord, wanted: DictionaryRecord): boolean {
  const [made, measured] = [existing, wanted].map(({ encodingError }) => JSON.stringify(encodingError));
  return isSameDictionary(existing, wanted) && made === measured;
}

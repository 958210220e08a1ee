/** What depends on a registered thing, and would be broken by its removal. */
import type { FeatureScanRecord } from '../domain/feature-scan.js';
import type { ClassifierRecord, FeatureClassifierInput } from '../domain/classifier.js';
import type {
  HarvestInput,
  Int8DictionaryInput,
  JobRecord,
  MetricsInput,
  RandomizedModelInput,
} from '../domain/job.js';
import type { SimilarityInput } from '../domain/similarity.js';
import type { Store } from '../store/store.js';

export interface Dependent {
  readonly kind: 'model' | 'dictionary' | 'harvest of' | 'feature scan' | 'classifier' | 'evaluation' | 'job';
  readonly name: string;
}

/** Dictionaries of the model, controls made from it, classifiers that read its activations, and jobs that will read it. */
export function dependentsOfModel(store: Store, model: string): Dependent[] {
  const dictionaries = recordsOf(store.dictionaries).filter((dictionary) => dictionary.model === model);
  const controls = recordsOf(store.models).filter(({ control }) => control?.of === model);
  const jobs = store.jobs.unfinished().filter((job) => inputOf(job).model === model);
  return [
    ...dictionaries.map(({ name }): Dependent => ({ kind: 'dictionary', name })),
    ...controls.map(({ name }): Dependent => ({ kind: 'model', name })),
    ...classifiersWhere(store, (classifier) => classifier.model === model),
    ...jobs.map(toDependent),
  ];
}

/**
 * Prunings of the dictionary, scans of it, classifiers by one of its features, and jobs that will read it. Its harvests and metrics are
 * parts of it.
 */
export function dependentsOfDictionary(store: Store, dictionary: string): Dependent[] {
  const prunings = recordsOf(store.dictionaries).filter(({ pruning }) => pruning?.of === dictionary);
  const jobs = store.jobs.unfinished().filter((job) => namesDictionary(job, dictionary));
  return [
    ...prunings.map(({ name }): Dependent => ({ kind: 'dictionary', name })),
    ...scansWhere(store, ({ dictionaries }) => dictionaries.includes(dictionary)),
    ...classifiersWhere(store, (each) => each.kind === 'FEATURE' && each.hit.feature.dictionary === dictionary),
    ...jobs.map(toDependent),
  ];
}

/**
 * Dictionaries harvested on the corpus, whose contexts are its documents, prunings that its frequencies decided, and jobs that
 * will read it.
 */
export function dependentsOfCorpus(store: Store, corpus: string): Dependent[] {
  const harvested = store.dictionaries.names().filter((name) => store.harvests.find(name, corpus) !== undefined);
  const prunings = recordsOf(store.dictionaries).filter(({ pruning }) => pruning?.corpus === corpus);
  const jobs = store.jobs.unfinished().filter((job) => namesCorpus(job, corpus));
  return [
    ...harvested.map((name): Dependent => ({ kind: 'harvest of', name })),
    ...prunings.map(({ name }): Dependent => ({ kind: 'dictionary', name })),
    ...jobs.map(toDependent),
  ];
}

/** Scans of the data set, evaluations on it, and jobs that will read it; classifiers made from it answer without it. */
export function dependentsOfDataset(store: Store, dataset: string): Dependent[] {
  const evaluations = store.evaluations.list([]).filter((evaluation) => evaluation.dataset === dataset);
  const jobs = store.jobs.unfinished().filter((job) => namesDataset(job, dataset));
  return [
    ...scansWhere(store, (scan) => scan.dataset === dataset),
    ...evaluations.map(({ id }): Dependent => ({ kind: 'evaluation', name: id })),
    ...jobs.map(toDependent),
  ];
}

/** Ensembles of its hits, and jobs that will read it. */
export function dependentsOfFeatureScan(store: Store, scan: string): Dependent[] {
  const ensembles = classifiersWhere(store, (each) => each.kind === 'ENSEMBLE' && each.scan === scan);
  const jobs = store.jobs.unfinished().filter(({ input }) => (input as { readonly scan?: string }).scan === scan);
  return [...ensembles, ...jobs.map(toDependent)];
}

/** Jobs that will ask the classifier. */
export function dependentsOfClassifier(store: Store, classifier: string): Dependent[] {
  const jobs = store.jobs.unfinished();
  return jobs
    .filter(({ input }) => (input as { readonly classifier?: string }).classifier === classifier)
    .map(toDependent);
}

function scansWhere(store: Store, accept: (scan: FeatureScanRecord) => boolean): Dependent[] {
  const scans = recordsOf(store.featureScans).filter(accept);
  return scans.map(({ name }): Dependent => ({ kind: 'feature scan', name }));
}

function classifiersWhere(store: Store, accept: (classifier: ClassifierRecord) => boolean): Dependent[] {
  const classifiers = recordsOf(store.classifiers).filter(accept);
  return classifiers.map(({ name }): Dependent => ({ kind: 'classifier', name }));
}

function recordsOf<R>(table: { names(): string[]; find(name: string): R | undefined }): R[] {
  return table.names().flatMap((name) => table.find(name) ?? []);
}

function namesDictionary(job: JobRecord, name: string): boolean {
  const { dictionary, dictionaries, of, truth, query, feature } = inputOf(job);
  return [dictionary, of, truth, query, feature?.dictionary].includes(name) || dictionaries?.includes(name) === true;
}

function namesCorpus(job: JobRecord, name: string): boolean {
  const { corpus, alive } = inputOf(job);
  return corpus === name || alive?.corpus === name;
}

/** By the fields in which jobs name theirs. */
function namesDataset({ input }: JobRecord, name: string): boolean {
  const { dataset, datasets } = input as { readonly dataset?: string; readonly datasets?: readonly string[] };
  return dataset === name || datasets?.includes(name) === true;
}

/** Jobs of every kind name their model, corpus and dictionaries by these fields. */
type AnyInput = Partial<
  HarvestInput &
    MetricsInput &
    SimilarityInput &
    RandomizedModelInput &
    Int8DictionaryInput &
    Pick<FeatureClassifierInput, 'feature'>
>;

function inputOf({ input }: JobRecord): AnyInput {
  return input as AnyInput;
}

function toDependent({ id }: JobRecord): Dependent {
  return { kind: 'job', name: id };
}

/** Probes and classifiers, as the command line and the resolvers ask for them. */
import type { Classification, ClassifyQuestion } from '../domain/classification.js';
import type { ClassifierRecord, EnsembleInput, FeatureClassifierInput, ProbeInput } from '../domain/classifier.js';
import type {
  EvaluationInput,
  EvaluationRecord,
  GeneralizationInput,
  GeneralizationRecord,
} from '../domain/evaluation.js';
import type { FeatureHit, FeatureScanInput, FeatureScanRecord } from '../domain/feature-scan.js';
import type { JobRecord } from '../domain/job.js';
import type { Page, PageRequest } from '../domain/page.js';
import type { Answered, Asker } from './engine-services.js';

/**
 * Every start checks its input whole, then queues the job, or returns the unfinished one of the same input. They throw the
 * NOT_FOUND of what is named, NAME_INVALID, NAME_TAKEN for a name that stands for something else, ARGUMENT_INVALID.
 */
export interface ClassifierService {
  find(name: string): ClassifierRecord | undefined;
  /** Throws CLASSIFIER_NOT_FOUND with the nearest names. */
  get(name: string): ClassifierRecord;
  page(request: PageRequest, filter: { readonly dataset?: string }): Page<ClassifierRecord>;
  /**
   * Throws HOOK_POINT_UNKNOWN and DATASET_COLUMN_MISSING; the job fails with DATASET_PART_TOO_SMALL, NEGATIVES_TOO_FEW and
   * ROW_TOO_LONG.
   */
  startProbe(input: ProbeInput): JobRecord;
  startFeatureClassifier(input: FeatureClassifierInput): JobRecord;
  startEnsemble(input: EnsembleInput): JobRecord;
  /**
   * One answer a prompt, the same as alone. Throws what is wrong with the whole request, and CLASSIFIER_STALE when the model or a
   * dictionary that it was made from is gone or another one.
   */
  classify(question: ClassifyQuestion, asker: Asker): Promise<Answered<Classification>[]>;
}

export interface FeatureScanService {
  find(name: string): FeatureScanRecord | undefined;
  /** Throws FEATURE_SCAN_NOT_FOUND with the nearest names. */
  get(name: string): FeatureScanRecord;
  start(input: FeatureScanInput): JobRecord;
  /** Best first. */
  hits(scan: FeatureScanRecord, request: PageRequest & { readonly significant: boolean }): Page<FeatureHit>;
  /** Throws FEATURE_NOT_FOUND for one that took no part. */
  hit(scan: FeatureScanRecord, feature: FeatureHit['feature']): FeatureHit;
}

export interface EvaluationService {
  /** The newest of the classifier as it is now on the data set as it is now; undefined before a job has made it. */
  find(input: EvaluationInput): EvaluationRecord | undefined;
  findById(id: string): EvaluationRecord | undefined;
  start(input: EvaluationInput): JobRecord;
  findGeneralization(name: string): GeneralizationRecord | undefined;
  startGeneralization(input: GeneralizationInput): JobRecord;
}

/** What a classifier says of prompts that somebody asks about. */
import type { Classification, ClassifyQuestion, TokenEvidence, Vote } from '../../domain/classification.js';
import type {
  ClassifierRecord,
  EnsembleRecord,
  FeatureClassifierRecord,
  ProbeRecord,
} from '../../domain/classifier.js';
import { ResearchError } from '../../domain/errors.js';
import type { InferenceParts } from '../inference/inference-parts.js';
import { poolPromptFeatures, poolPrompts, type PooledPromptFeatures } from '../pooled-activations/pooled-prompts.js';
import type { Answered, Asker, ClassifierService } from '../services.js';
import { getCurrentParts } from './current-parts.js';
import { answerOf, membersOf, probabilityOf, type ClassifierInput } from './score-rows.js';
import { evidenceOfFeature, evidenceOfProbe } from './token-evidence.js';

export interface ClassifyOptions {
  readonly inference: InferenceParts;
  readonly classifiers: Pick<ClassifierService, 'get'>;
}

/** As `ClassifierService.classify`. */
export async function classify(
  { inference, classifiers }: ClassifyOptions,
  { classifier: name, prompts }: ClassifyQuestion,
  asker: Asker,
): Promise<Answered<Classification>[]> {
  const classifier = classifiers.get(name);
  const { dictionaries } = getCurrentParts(classifier, inference.catalog);
  if (classifier.kind === 'FEATURE' || classifier.kind === 'ENSEMBLE') {
    const names = dictionaries.map((dictionary) => dictionary.name);
    const question = { dictionaries: names, prompts, pooling: classifier.pooling };
    const answers = await poolPromptFeatures(inference, question, asker);
    return onGoodOnes(answers, (pooled) => classifyFeatures(classifier, names, pooled));
  }
  return classifyByProbe(inference, classifier, { prompts, asker });
}

async function classifyByProbe(
  inference: InferenceParts,
  probe: ProbeRecord,
  { prompts, asker }: { readonly prompts: ClassifyQuestion['prompts']; readonly asker: Asker },
): Promise<Answered<Classification>[]> {
  const { model, hookPoint, pooling } = probe;
  const answers = await poolPrompts(inference, { model, hookPoint, prompts, pooling }, asker);
  return onGoodOnes(answers, (pooled) =>
    toClassification(probe, pooled.pooled_D, evidenceOfProbe(probe, pooled.values, pooled)),
  );
}

function classifyFeatures(
  classifier: FeatureClassifierRecord | EnsembleRecord,
  names: readonly string[],
  prompt: PooledPromptFeatures,
): Classification {
  const input_I = Float32Array.from(membersOf(classifier), ({ feature }) => {
    const { feature_N, value_N } = prompt.pooled[names.indexOf(feature.dictionary)];
    const place = feature_N.indexOf(feature.index);
    return place < 0 ? 0 : value_N[place];
  });
  const evidence = classifier.kind === 'FEATURE' ? evidenceOfFeature(classifier, prompt.firings[0], prompt) : [];
  return toClassification(classifier, input_I, evidence);
}

function toClassification(
  classifier: ClassifierRecord,
  input_I: ClassifierInput,
  evidence: readonly TokenEvidence[],
): Classification {
  const { score, positive, abstained, votes } = answerOf(classifier, input_I);
  const { positiveLabel, negativeLabel, threshold, digest } = classifier;
  return {
    label: positive ? positiveLabel : negativeLabel,
    score,
    probability: probabilityOf(classifier, score),
    threshold,
    abstained,
    classifierDigest: digest,
    votes: membersOf(classifier).map(({ feature }, i): Vote => ({ feature, activation: input_I[i], vote: votes[i] })),
    evidence,
  };
}

function onGoodOnes<T>(answers: readonly Answered<T>[], work: (good: T) => Classification): Answered<Classification>[] {
  return answers.map((answer) => (answer instanceof ResearchError ? answer : work(answer)));
}

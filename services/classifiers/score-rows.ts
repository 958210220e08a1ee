/** What a classifier says of pooled activations: the one place where it is computed, for evaluations and for `classify` alike. */
import type { ClassifierRecord } from '../../domain/classifier.js';
import { answerOfVotes } from '../../domain/ensemble-votes.js';
import type { FeatureHit } from '../../domain/feature-scan.js';
import { scoreRow } from '../../engine/index.js';

/**
 * What a classifier reads of one text: of a probe the pooled activations of its hook point, of the others the pooled activation of
 * each member, in the order of `membersOf`.
 */
export type ClassifierInput = Float32Array;

export interface Answer {
  readonly score: number;
  /** Whether the score reaches the threshold. */
  readonly positive: boolean;
  readonly abstained: boolean;
  /** One entry a member. */
  readonly votes: readonly boolean[];
}

/** The features that a classifier reads; none of a probe. */
export function membersOf(classifier: ClassifierRecord): readonly FeatureHit[] {
  switch (classifier.kind) {
    case 'FEATURE':
      return [classifier.hit];
    case 'ENSEMBLE':
      return classifier.members;
    default:
      return [];
  }
}

/** Depends on this input alone. */
export function answerOf(classifier: ClassifierRecord, input_I: ClassifierInput): Answer {
  const votes = votesOf(classifier, input_I);
  const score = scoreOf(classifier, input_I, votes);
  const positive = score >= classifier.threshold;
  return { score, positive, abstained: !positive && abstains(classifier, votes), votes };
}

/** That a text of this score is positive, from 0 to 1. */
export function probabilityOf({ calibration }: ClassifierRecord, score: number): number {
  return 1 / (1 + Math.exp(-(calibration.slope * score + calibration.intercept)));
}

function scoreOf(classifier: ClassifierRecord, input_I: ClassifierInput, votes: readonly boolean[]): number {
  switch (classifier.kind) {
    case 'FEATURE':
      return classifier.hit.sign * input_I[0];
    case 'ENSEMBLE':
      return votes.filter((vote) => vote).length;
    default:
      return scoreRow(classifier, input_I);
  }
}

function votesOf(classifier: ClassifierRecord, input_I: ClassifierInput): boolean[] {
  // That of a single feature is its classifier's own threshold.
  if (classifier.kind === 'FEATURE') return [classifier.hit.sign * input_I[0] >= classifier.threshold];
  return membersOf(classifier).map(({ sign, threshold }, member) => sign * input_I[member] >= threshold);
}

function abstains(classifier: ClassifierRecord, votes: readonly boolean[]): boolean {
  if (classifier.kind !== 'ENSEMBLE') return false;
  const votesFor = votes.filter((vote) => vote).length;
  return answerOfVotes({ members: votes.length, votesFor, atLeast: classifier.atLeast }) === 'ABSTAINED';
}

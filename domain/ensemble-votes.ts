/** What the votes of an ensemble's members come to. docs/ensembles.md defines it. */
import type { AgreementRule } from './classifier.js';
import { unreachable } from './unreachable.js';

/** POSITIVE with enough votes for, NEGATIVE with enough against and too few for, ABSTAINED with neither. */
export type EnsembleAnswer = 'POSITIVE' | 'NEGATIVE' | 'ABSTAINED';

export interface CountedVotes {
  readonly members: number;
  /** Members that vote for the positive label; the others vote against it. */
  readonly votesFor: number;
  /** How many are enough, on either side. */
  readonly atLeast: number;
}

export function answerOfVotes({ members, votesFor, atLeast }: CountedVotes): EnsembleAnswer {
  if (votesFor >= atLeast) return 'POSITIVE';
  return members - votesFor >= atLeast ? 'NEGATIVE' : 'ABSTAINED';
}

/** How many votes are enough by the rule; undefined where AT_LEAST leaves it open. */
export function votesNeeded(rule: AgreementRule, members: number, atLeast: number | undefined): number | undefined {
  switch (rule) {
    case 'ALL':
      return members;
    case 'ANY':
      return 1;
    case 'AT_LEAST':
      return atLeast;
    default:
      return unreachable(rule);
  }
}

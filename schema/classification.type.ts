/** What a classifier says of a prompt, as it looks from outside. */
import type { Classification } from '../domain/classification.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { FeatureType, featureView } from './feature.type.js';
import { TokenType } from './token.type.js';

@ObjectType('Vote', { simpleResolvers: true })
export class VoteType {
  @Field(() => FeatureType)
  readonly feature: FeatureType;

  @Field(() => Float, { description: 'pooled' })
  readonly activation: number;

  @Field(() => Boolean)
  readonly vote: boolean;
}

@ObjectType('TokenEvidence', { simpleResolvers: true })
export class TokenEvidenceType {
  @Field(() => Int)
  readonly position: number;

  @Field(() => TokenType)
  readonly token: TokenType;

  @Field(() => Float, { description: 'what the token adds to the score' })
  readonly contribution: number;
}

@ObjectType('Classification', { simpleResolvers: true })
export class ClassificationType {
  @Field(() => String)
  readonly label: string;

  @Field(() => Float, {
    description:
      'of a probe log-odds, of a feature its activation with its sign, of an ensemble the votes for positive',
  })
  readonly score: number;

  @Field(() => Float, { description: 'that the prompt is positive, as fitted on the calibration part' })
  readonly probability: number;

  @Field(() => Float, { description: 'positive from this score on' })
  readonly threshold: number;

  @Field(() => Boolean)
  readonly abstained: boolean;

  @Field(() => String, { description: 'SHA-256 over all that decides the answer' })
  readonly classifierDigest: string;

  @Field(() => [VoteType])
  readonly votes: readonly VoteType[];

  @Field(() => [TokenEvidenceType], {
    description:
      'of a probe or a single feature: contributions, with the bias of a probe, add up to the score; none of an ensemble',
  })
  readonly evidence: readonly TokenEvidenceType[];
}

export function classificationView(classification: Classification): ClassificationType {
  const votes = classification.votes.map((vote) => ({ ...vote, feature: featureView(vote.feature) }));
  return { ...classification, votes };
}

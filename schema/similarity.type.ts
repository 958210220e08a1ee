/** How alike two dictionaries are, as it looks from outside. */
import { toNodeId } from '../domain/node-id.js';
import type { DictionaryVectors, SimilarityRecord } from '../domain/similarity.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { DictionaryVectorsEnum } from './enums.js';
import { NodeType } from './node.type.js';

/** What was found, and the names by which it was asked for. */
interface NamedSimilarity {
  readonly record: SimilarityRecord;
  readonly truth: string;
  readonly query: string;
}

@ObjectType('MatchedPairs', { simpleResolvers: true })
export class MatchedPairsType {
  @Field(() => Float)
  readonly meanCosine: number;

  @Field(() => Int)
  readonly count: number;

  @Field(() => Boolean, {
    description: 'false above 8,192 x 8,192 features, where mutual nearest neighbours are matched instead',
  })
  readonly exact: boolean;

  readonly record: SimilarityRecord;
}

@ObjectType('RandomBaseline', { simpleResolvers: true })
export class RandomBaselineType {
  @Field(() => Float)
  readonly randomBaseline: number;

  @Field(() => Float)
  readonly randomDeviation: number;

  @Field(() => Float, { description: 'of the other direction' })
  readonly reverseBaseline: number;

  @Field(() => Float)
  readonly reverseDeviation: number;
}

@ObjectType('Similarity', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    "mean over the truth's features of the largest cosine with any feature of the query, and all that a careful reader asks next",
})
export class SimilarityType extends NodeType {
  @Field(() => DictionaryVectorsEnum)
  readonly vectors: DictionaryVectors;

  @Field(() => Float, { nullable: true })
  readonly aliveMinFrequency: number | null;

  @Field(() => Boolean, {
    description: 'the same features of the same weights: each is its own best match, which says nothing',
  })
  readonly sameContent: boolean;

  @Field(() => Float)
  readonly meanMaxCosine: number;

  @Field(() => Float, { description: "the other direction: mean over the query's features" })
  readonly reverse: number;

  @Field(() => Float, {
    description: 'the same number for random vectors of the same shape, and its standard deviation over draws',
  })
  readonly randomBaseline: number;

  @Field(() => Float)
  readonly randomDeviation: number;

  @Field(() => Float, { description: 'the random baseline of the other direction' })
  readonly reverseBaseline: number;

  @Field(() => Float)
  readonly reverseDeviation: number;

  @Field(() => Int)
  readonly truthCount: number;

  @Field(() => Int)
  readonly queryCount: number;

  @Field(() => Int, {
    description: 'of the features that took part, those whose vector has length 0: their cosine is 0',
  })
  readonly truthZeroVectors: number;

  @Field(() => Int)
  readonly queryZeroVectors: number;

  @Field(() => String, {
    nullable: true,
    description: 'execution provider that found the largest cosines; null where it was not recorded',
  })
  readonly provider?: string;

  readonly named: NamedSimilarity;
}

export function similarityView(named: NamedSimilarity): SimilarityType {
  const { record } = named;
  return {
    ...record,
    nodeKind: 'Similarity',
    id: toNodeId('Similarity', record.id),
    aliveMinFrequency: record.alive?.minFrequency ?? null,
    sameContent: record.truthContent === record.queryContent,
    named,
  };
}

export function matchedPairsView(record: SimilarityRecord): MatchedPairsType {
  return { ...record.matched, record };
}

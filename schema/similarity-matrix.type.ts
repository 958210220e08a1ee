/** Similarities of several dictionaries with each other, as they look from outside. */
import { toNodeId } from '../domain/node-id.js';
import type { SimilarityMatrixRecord } from '../domain/similarity.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';

/** What was found, and the names by which it was asked for. */
interface NamedMatrix {
  readonly record: SimilarityMatrixRecord;
  readonly dictionaries: readonly string[];
}

@ObjectType('SimilarityMatrix', {
  implements: NodeType,
  simpleResolvers: true,
  description: "entry [i][j]: mean over dictionary i's features of the largest cosine in dictionary j",
})
export class SimilarityMatrixType extends NodeType {
  @Field(() => [[Float]])
  readonly values: readonly (readonly number[])[];

  @Field(() => [[Float]])
  readonly randomBaseline: readonly (readonly number[])[];

  @Field(() => [Int], { description: 'features of each dictionary that took part' })
  readonly counts: readonly number[];

  readonly named: NamedMatrix;
}

export function similarityMatrixView(named: NamedMatrix): SimilarityMatrixType {
  const { id, values, randomBaseline, counts } = named.record;
  const nodeId = toNodeId('SimilarityMatrix', id);
  return { nodeKind: 'SimilarityMatrix', id: nodeId, values, randomBaseline, counts, named };
}

/** A corpus, as it looks from outside. */
import type { CorpusRecord } from '../domain/corpus.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';

@ObjectType('Corpus', { implements: NodeType, simpleResolvers: true })
export class CorpusType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => Int)
  readonly documents: number;

  @Field(() => String)
  readonly digest: string;

  readonly record: CorpusRecord;
}

export const CorpusConnection = connectionType('Corpus', () => CorpusType);

export function corpusView(corpus: CorpusRecord): CorpusType {
  const { name, documents, digest } = corpus;
  return { nodeKind: 'Corpus', id: toNodeId('Corpus', name), name, documents, digest, record: corpus };
}

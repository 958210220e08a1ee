/** A dictionary, as it looks from outside. */
import type { DictionaryArchitecture, DictionaryProvenance, DictionaryRecord } from '../domain/dictionary.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Int, ObjectType } from './decorators.js';
import { DictionaryArchitectureEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { JSONValue } from './scalars.js';

@ObjectType('Dictionary', { implements: NodeType, simpleResolvers: true })
export class DictionaryType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => DictionaryArchitectureEnum)
  readonly architecture: DictionaryArchitecture;

  @Field(() => Int, { description: 'features in the dictionary' })
  readonly size: number;

  @Field(() => Int)
  readonly width: number;

  @Field(() => String)
  readonly digest: string;

  @Field(() => JSONValue, {
    description:
      "format it was imported from, tensors as named there, what was folded into the weights, the file's own configuration",
  })
  readonly provenance: DictionaryProvenance;

  readonly record: DictionaryRecord;
}

export const DictionaryConnection = connectionType('Dictionary', () => DictionaryType);

export function dictionaryView(dictionary: DictionaryRecord): DictionaryType {
  const { name, architecture, size, width, digest, provenance } = dictionary;
  return {
    nodeKind: 'Dictionary',
    id: toNodeId('Dictionary', name),
    ...{ name, architecture, size, width, digest, provenance },
    record: dictionary,
  };
}

/** What all classifiers have in common, as it looks from outside. */
import type { ClassifierKind, ClassifierRecord } from '../domain/classifier.js';
import type { NodeKind } from '../domain/node-id.js';
import { toNodeId } from '../domain/node-id.js';
import { warningsOfClassifier } from '../domain/classifier-warnings.js';
import { connectionType } from './connection.js';
import { GuardType } from './dataset.type.js';
import { Field, InterfaceType } from './decorators.js';
import { ClassifierKindEnum } from './enums.js';
import { NodeType } from './node.type.js';
import { JSONValue } from './scalars.js';

@InterfaceType('Classifier', { implements: NodeType, resolveType: (classifier: ClassifierType) => classifier.nodeKind })
export abstract class ClassifierType extends NodeType {
  @Field(() => String, { simple: true })
  readonly name: string;

  @Field(() => ClassifierKindEnum, { simple: true })
  readonly kind: ClassifierKind;

  @Field(() => JSONValue, { simple: true })
  readonly provenance: object;

  @Field(() => [GuardType], { simple: true })
  readonly warnings: readonly GuardType[];

  readonly record: ClassifierRecord;
}

export const ClassifierConnection = connectionType('Classifier', () => ClassifierType as never);

/** The fields that every kind shows in the same way. */
export function commonView<R extends ClassifierRecord>(record: R, nodeKind: NodeKind) {
  const { name, kind } = record;
  const [provenance, warnings] = [provenanceOf(record), warningsOfClassifier(record)];
  return { nodeKind, id: toNodeId(nodeKind, name), name, kind, provenance, warnings, record };
}

/** Whatever decides the answers and tells how they came about, less what is large. */
function provenanceOf(record: ClassifierRecord): object {
  const { name: _, kind: _kind, ...known } = record;
  return Object.fromEntries(Object.entries(known).filter(([field]) => !largeFields.includes(field)));
}

const largeFields = ['weights_D', 'members', 'curve'];

/** A generalisation matrix, as it looks from outside. */
import type { ClassifierKind } from '../domain/classifier.js';
import type { GeneralizationRecord, GeneralizationRow } from '../domain/evaluation.js';
import { toNodeId } from '../domain/node-id.js';
import { Field, ObjectType } from './decorators.js';
import { ClassifierKindEnum } from './enums.js';
import { EstimateType } from './estimate.type.js';
import { NodeType } from './node.type.js';

@ObjectType('GeneralizationRow', { simpleResolvers: true })
export class GeneralizationRowType {
  @Field(() => ClassifierKindEnum)
  readonly kind: ClassifierKind;

  @Field(() => EstimateType, { description: 'with the threshold of the data set that it was trained on' })
  readonly accuracy: EstimateType;

  @Field(() => EstimateType)
  readonly auroc: EstimateType;

  readonly row: GeneralizationRow;
}

@ObjectType('Generalization', { implements: NodeType, simpleResolvers: true })
export class GeneralizationType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => [GeneralizationRowType])
  readonly rows: readonly GeneralizationRowType[];

  readonly record: GeneralizationRecord;
}

export function generalizationView(record: GeneralizationRecord): GeneralizationType {
  const { name, rows } = record;
  return {
    nodeKind: 'Generalization',
    id: toNodeId('Generalization', name),
    name,
    rows: rows.map((row) => ({ kind: row.kind, accuracy: row.accuracy, auroc: row.auroc, row })),
    record,
  };
}

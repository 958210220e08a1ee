/** A labelled data set, as it looks from outside; the domain's counts and warnings are their own views. */
import type { ClassCount, DatasetRecord, GroupColumn, Guard, GuardCode } from '../domain/dataset.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Float, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';

@ObjectType('ClassCount', { simpleResolvers: true })
export class ClassCountType implements ClassCount {
  @Field(() => String)
  readonly label: string;

  @Field(() => Int)
  readonly rows: number;
}

@ObjectType('GroupColumn', { simpleResolvers: true })
export class GroupColumnType implements GroupColumn {
  @Field(() => String)
  readonly column: string;

  @Field(() => [ClassCountType])
  readonly values: readonly ClassCountType[];

  @Field(() => Float, { description: 'association of the column with the label' })
  readonly cramersV: number;
}

@ObjectType('Guard', { simpleResolvers: true })
export class GuardType implements Guard {
  @Field(() => String)
  readonly code: GuardCode;

  @Field(() => String)
  readonly message: string;
}

@ObjectType('Dataset', { implements: NodeType, simpleResolvers: true })
export class DatasetType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => Int)
  readonly rows: number;

  @Field(() => String, { description: 'the label that counts as true' })
  readonly positiveLabel: string;

  @Field(() => [ClassCountType])
  readonly classes: readonly ClassCountType[];

  @Field(() => [GroupColumnType], {
    description: 'columns that group rows (confounders, templates, sources), with counts',
  })
  readonly groups: readonly GroupColumnType[];

  @Field(() => [GuardType])
  readonly warnings: readonly GuardType[];

  @Field(() => String)
  readonly digest: string;

  readonly record: DatasetRecord;
}

export const DatasetConnection = connectionType('Dataset', () => DatasetType);

export function datasetView(dataset: DatasetRecord): DatasetType {
  const { name, rows, positiveLabel, classes, groups, warnings, digest } = dataset;
  return {
    nodeKind: 'Dataset',
    id: toNodeId('Dataset', name),
    ...{ name, rows, positiveLabel, classes, groups, warnings, digest },
    record: dataset,
  };
}

/** A language model, as it looks from outside. */
import type { ModelPrecision, ModelRecord } from '../domain/model.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Int, ObjectType } from './decorators.js';
import { ModelPrecisionEnum } from './enums.js';
import { HookPointType } from './hook-point.type.js';
import { NodeType } from './node.type.js';

@ObjectType('Model', { implements: NodeType, simpleResolvers: true })
export class ModelType extends NodeType {
  @Field(() => String)
  readonly name: string;

  @Field(() => String)
  readonly architecture: string;

  @Field(() => Int)
  readonly layers: number;

  @Field(() => Int)
  readonly width: number;

  @Field(() => Int)
  readonly vocabularySize: number;

  @Field(() => Int)
  readonly contextLength: number;

  @Field(() => String, { description: 'sha-256 of the weights' })
  readonly digest: string;

  @Field(() => ModelPrecisionEnum, { description: 'of the weights, and of what is computed with them' })
  readonly precision: ModelPrecision;

  @Field(() => [HookPointType])
  readonly hookPoints: readonly HookPointType[];

  readonly record: ModelRecord;
}

export const ModelConnection = connectionType('Model', () => ModelType);

export function modelView(model: ModelRecord): ModelType {
  const { name, architecture, layers, width, vocabularySize, contextLength, digest, hookPoints } = model;
  const { precision = 'FLOAT32' } = model;
  return {
    nodeKind: 'Model',
    id: toNodeId('Model', name),
    ...{ name, architecture, layers, width, vocabularySize, contextLength, digest, precision, hookPoints },
    record: model,
  };
}

/** A feature, as it looks from outside: its index; everything else is looked up when asked for. */
import type { FeatureKey } from '../domain/feature.js';
import { toNodeId } from '../domain/node-id.js';
import { connectionType } from './connection.js';
import { Field, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';

@ObjectType('Feature', { implements: NodeType, simpleResolvers: true })
export class FeatureType extends NodeType {
  @Field(() => Int)
  readonly index: number;

  readonly key: FeatureKey;
}

export const FeatureConnection = connectionType('Feature', () => FeatureType);

export function featureView(key: FeatureKey): FeatureType {
  return { nodeKind: 'Feature', id: toNodeId('Feature', `${key.dictionary}#${key.index}`), index: key.index, key };
}

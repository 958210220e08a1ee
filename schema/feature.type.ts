/** A feature, as it looks from outside: its index; everything else is looked up when asked for. */
import type { FeatureKey } from '../domain/feature.js';
import { toNodeId } from '../domain/node-id.js';
import type { Page } from '../domain/page.js';
import type { Connection } from './connection.js';
import { connectionType, connectionView } from './connection.js';
import { Field, Int, ObjectType } from './decorators.js';
import { NodeType } from './node.type.js';

@ObjectType('Feature', { implements: NodeType, simpleResolvers: true })
export class FeatureType extends NodeType {
  @Field(() => Int)
  readonly index: number;

  readonly key: FeatureKey;

  /** Indices of the features on the same page, itself included: what is read of one is likely asked of all. */
  readonly pageIndices: readonly number[];
}

export const FeatureConnection = connectionType('Feature', () => FeatureType);

export function featureView(key: FeatureKey, pageIndices: readonly number[] = [key.index]): FeatureType {
  const { dictionary, index } = key;
  return { nodeKind: 'Feature', id: toNodeId('Feature', `${dictionary}#${index}`), index, key, pageIndices };
}

export function featurePageView(page: Page<FeatureKey>): Connection<FeatureType> {
  const indices = page.items.map(({ node }) => node.index);
  return connectionView(page, (key) => featureView(key, indices));
}

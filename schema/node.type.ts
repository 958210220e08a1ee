/** The Relay Node interface: whatever has a global id. */
import type { NodeKind } from '../domain/node-id.js';
import { Field, ID, InterfaceType } from './decorators.js';

@InterfaceType('Node', { resolveType: (node: NodeType) => node.nodeKind })
export abstract class NodeType {
  @Field(() => ID, { simple: true })
  readonly id: string;

  /** Tells the interface which object type a view is of; not part of the schema. */
  readonly nodeKind: NodeKind;
}

/** A query in the form in which it is run: what to read of every object and how to complete it, looked up beforehand. */
import type { GraphQLField, GraphQLFieldResolver, FieldNode } from 'graphql';
import type { OperationContext } from '../operation-context.js';

export interface ObjectPlan {
  readonly fields: readonly FieldPlan[];
}

export interface FieldPlan {
  /** Name in the answer. */
  readonly key: string;
  /** Property of the source where there is no resolver. */
  readonly property: string;
  readonly resolve: GraphQLFieldResolver<unknown, OperationContext> | undefined;
  /** Place of the field's arguments among those of the whole query; they are the same for every object. */
  readonly slot: number;
  readonly shape: Shape;
}

/** What a value must be completed to. */
export type Shape =
  | { readonly kind: 'leaf'; readonly nullable: boolean; readonly serialize: (value: unknown) => unknown }
  | { readonly kind: 'object'; readonly nullable: boolean; readonly plan: ObjectPlan }
  | { readonly kind: 'list'; readonly nullable: boolean; readonly item: Shape }
  | { readonly kind: 'constant'; readonly value: string };

/** Fields whose arguments are read once a run. */
export interface ArgumentSlot {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

export interface QueryPlan {
  readonly root: ObjectPlan;
  readonly slots: readonly ArgumentSlot[];
}

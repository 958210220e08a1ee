/** Connections of the Relay form: edges with cursors, the nodes alone, and what is known of the pages around. */
import type { Page } from '../domain/page.js';
import { Field, Int, ObjectType } from './decorators.js';

@ObjectType('PageInfo', { simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean)
  readonly hasNextPage: boolean;

  @Field(() => Boolean)
  readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true })
  readonly endCursor: string | null;
}

interface Edge<V> {
  readonly cursor: string;
  readonly node: V;
}

/** A page of views, as every connection class shows it. */
export interface Connection<V> {
  readonly edges: readonly Edge<V>[];
  readonly nodes: readonly V[];
  readonly pageInfo: PageInfoType;
  readonly totalCount: number;
}

/** The object type `<name>Connection` and its edge type, over the object type `node`. */
export function connectionType(name: string, node: () => new () => object): new () => Connection<object> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class EdgeType implements Edge<object> {
    @Field(() => String)
    readonly cursor: string;

    @Field(node)
    readonly node: object;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class ConnectionType implements Connection<object> {
    @Field(() => [EdgeType])
    readonly edges: readonly EdgeType[];

    @Field(() => [node()])
    readonly nodes: readonly object[];

    @Field(() => PageInfoType)
    readonly pageInfo: PageInfoType;

    @Field(() => Int)
    readonly totalCount: number;
  }
  return ConnectionType;
}

/** The page with `view` of every node; an edge and its node share one view. Cursors are made when they are asked for. */
export function connectionView<R, V>(page: Page<R>, view: (record: R) => V): Connection<V> {
  const { items, totalCount } = page;
  const nodes = items.map(({ node }) => view(node));
  return {
    nodes,
    totalCount,
    get edges() {
      return items.map(({ cursor }, place) => ({ cursor, node: nodes[place] }));
    },
    get pageInfo() {
      return pageInfoView(page);
    },
  };
}

function pageInfoView({ items, hasNextPage, hasPreviousPage }: Page<unknown>): PageInfoType {
  return {
    hasNextPage,
    hasPreviousPage,
    get startCursor() {
      return items.at(0)?.cursor ?? null;
    },
    get endCursor() {
      return items.at(-1)?.cursor ?? null;
    },
  };
}

/** A feature's strongest contexts: filtered, then cut at a rank. */
import type { Context, ContextFilter, StoredContext } from '../../domain/context.js';
import { parseCursor, toCursor, type Page } from '../../domain/page.js';
import { givenConditions } from '../given-conditions.js';
import { toContext, windowOf, windowTokenIds, type OpenedHarvest } from './opened-harvest.js';
import type { TopContextsRequest } from '../services.js';
import { tokenIdsOfText } from '../token-ids-of-text.js';

interface Ranked {
  readonly rank: number;
  readonly stored: StoredContext;
}

/** Answers requests on one harvest by one read; ranks are those among all stored contexts, whatever the filter. */
export function topContextPages(opened: OpenedHarvest, requests: readonly TopContextsRequest[]): Page<Context>[] {
  const indices = [...new Set(requests.map(({ index }) => index))].sort((a, b) => a - b);
  const read = opened.snapshot.topContexts(indices);
  const contexts = new Map(indices.map((index, i) => [index, read[i]]));
  return requests.map((request) => cutPage(opened, contexts.get(request.index) ?? [], request));
}

function cutPage(opened: OpenedHarvest, stored: readonly StoredContext[], request: TopContextsRequest): Page<Context> {
  const accept = contextFilter(opened, givenConditions(request.filter));
  const ranked = stored.map((context, i): Ranked => ({ rank: i + 1, stored: context })).filter(accept);
  const lastRank = request.after === undefined ? 0 : parseCursor(request.after, parseRank);
  const found = ranked.findIndex(({ rank }) => rank > lastRank);
  const start = found === -1 ? ranked.length : found;
  return {
    items: ranked.slice(start, start + request.first).map(({ rank, stored: context }) => ({
      get cursor() {
        return toCursor({ rank });
      },
      node: toContext(opened, context, rank),
    })),
    hasNextPage: start + request.first < ranked.length,
    hasPreviousPage: start > 0,
    totalCount: ranked.length,
  };
}

function parseRank(position: unknown): number | undefined {
  if (typeof position !== 'object' || position === null || !('rank' in position)) return undefined;
  const { rank } = position;
  return typeof rank === 'number' && Number.isInteger(rank) && rank >= 1 ? rank : undefined;
}

/** Bounds are inclusive and compare the exact float32 maximum. An unknown document lets nothing through. */
function contextFilter(opened: OpenedHarvest, filter: ContextFilter): (ranked: Ranked) => boolean {
  const { minActivation = -Infinity, maxActivation = Infinity, token, document } = filter;
  const tokenIds = token === undefined ? undefined : new Set(tokenIdsOfText(opened.tokenizer, token, 'filter.token'));
  const wanted = document === undefined ? undefined : opened.tokenFile.findDocument(document);
  return ({ stored }) =>
    stored.maxActivation >= minActivation &&
    stored.maxActivation <= maxActivation &&
    (document === undefined || stored.document === wanted) &&
    (tokenIds === undefined || windowTokenIds(opened, windowOf(stored)).some((id) => tokenIds.has(id)));
}

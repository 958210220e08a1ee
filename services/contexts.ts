/** Contexts of features: the strongest, a sample of all strengths, and silent ones; and what stands around them. */
import type { Context } from '../domain/context.js';
import { ResearchError } from '../domain/errors.js';
import { parsePageSize, type Page } from '../domain/page.js';
import type { Tokenizer } from '../engine/engine.js';
import { parseInteger } from './argument-range.js';
import { groupPlaces } from './group-places.js';
import { openHarvest, type HarvestSources } from './contexts/opened-harvest.js';
import { sampleQuantiles } from './contexts/sampled-contexts.js';
import type { ContextService, Limits } from './services.js';
import { drawSilent, hardestSilent } from './contexts/silent-contexts.js';
import { topContextPages } from './contexts/top-contexts.js';

export interface ContextsOptions extends HarvestSources {
  readonly limits: Pick<Limits, 'maxPageSize'>;
}

const mostQuantiles = 20;
const mostPerQuantile = 20;
const mostSampled = 64;
const mostAround = 1024;

/** Answers from harvest snapshots and token files; the model is not run. */
export function createContexts({ limits, ...sources }: ContextsOptions): ContextService {
  const { store, tokenizers } = sources;

  function textsAround(context: Context, start: number, end: number): string[] {
    const tokenizer = tokenizers.get(context.model);
    const ids = store.tokenFiles.open(context.tokenFile).tokenIds(context.document, Math.max(0, start), end);
    return textsOf(tokenizer, ids);
  }

  return {
    async top(requests) {
      requests.forEach(({ first }) => parsePageSize(first, limits.maxPageSize));
      const pages = new Array<Page<Context>>(requests.length);
      for (const places of groupPlaces(requests, ({ harvest }) => harvest.id).values()) {
        const opened = await openHarvest(requests[places[0]].harvest, sources);
        const answers = topContextPages(
          opened,
          places.map((place) => requests[place]),
        );
        places.forEach((place, i) => (pages[place] = answers[i]));
      }
      return pages;
    },
    async sampled(harvest, index, quantiles, perQuantile) {
      parseSampleSize(quantiles, perQuantile);
      return sampleQuantiles(await openHarvest(harvest, sources), index, { quantiles, perQuantile });
    },
    async silent(harvest, index, { first, seed, hard }) {
      parsePageSize(first, limits.maxPageSize);
      const opened = await openHarvest(harvest, sources);
      return hard ? hardestSilent(opened, index, first) : drawSilent(opened, index, { first, seed });
    },
    before(context, tokens) {
      parseInteger(tokens, { least: 0, most: mostAround, at: 'tokens' });
      return textsAround(context, context.start - tokens, context.start);
    },
    after(context, tokens) {
      parseInteger(tokens, { least: 0, most: mostAround, at: 'tokens' });
      const end = context.start + ownTokenIds(context).length;
      return textsAround(context, end, end + tokens);
    },
    tokenTexts(context) {
      const tokenizer = tokenizers.get(context.model);
      return textsOf(tokenizer, context.tokenIds);
    },
    text: (context) => tokenizers.get(context.model).textOf(ownTokenIds(context)),
  };
}

function parseSampleSize(quantiles: number, perQuantile: number): void {
  parseInteger(quantiles, { least: 1, most: mostQuantiles, at: 'quantiles' });
  parseInteger(perQuantile, { least: 1, most: mostPerQuantile, at: 'perQuantile' });
  const contexts = quantiles * perQuantile;
  if (contexts <= mostSampled) return;
  const message = `${quantiles} quantiles of ${perQuantile} contexts are ${contexts} contexts; ${mostSampled} are allowed.`;
  throw new ResearchError('ARGUMENT_INVALID', message, { at: 'perQuantile' });
}

/** By index: going through a typed array by its iterator takes three times as long. */
function textsOf(tokenizer: Tokenizer, ids: Uint32Array): string[] {
  const texts = new Array<string>(ids.length);
  for (let t = 0; t < ids.length; t++) texts[t] = tokenizer.token(ids[t]).text;
  return texts;
}

/** A tokenizer takes a BOS for the beginning of a text, which an inserted one does not mark. */
function ownTokenIds({ tokenIds, insertedBos }: Context): Uint32Array {
  return insertedBos ? tokenIds.subarray(1) : tokenIds;
}

/** A tokenised corpus as a pass over it sees it: the first tokens of it, cut into runs and windows that are numbered through. */
import { ResearchError } from '../../domain/errors.js';
import { countWindows, windowAt, type DocumentExtent, type RunGeometry } from '../../domain/run.js';
import type { PoolWindow, TokenFile } from '../../store/store.js';
import { takeTurns } from './take-turns.js';

/** Counts of tokens and indices of windows are 32 bits wide. */
const mostTokens = 2 ** 32 - 1;

export class CorpusCut {
  /** @param firstWindow_D first window of every document that is read, and the number of all windows */
  constructor(
    readonly tokenFile: TokenFile,
    readonly geometry: RunGeometry,
    private readonly firstWindow_D: Float64Array,
    private readonly size: { readonly tokens: number; readonly lastTokens: number },
  ) {}

  /** Own tokens. */
  get tokens(): number {
    return this.size.tokens;
  }

  get documents(): number {
    return this.firstWindow_D.length - 1;
  }

  get windows(): number {
    return this.firstWindow_D[this.documents];
  }

  /** Index of a document's first window. */
  firstWindow(document: number): number {
    return this.firstWindow_D[document];
  }

  /** Extent of a document as it is read: the last one may be cut. */
  extent(document: number): DocumentExtent {
    const extent = this.tokenFile.extent(document);
    return document === this.documents - 1 ? { ...extent, tokens: this.size.lastTokens } : extent;
  }

  /** Where the window of this index is. */
  window(index: number): PoolWindow {
    const document = this.documentOf(index);
    return {
      document,
      ...windowAt(this.extent(document), index - this.firstWindow_D[document], this.geometry),
    };
  }

  /** The last document that starts at the window or before it; one without windows starts where the next one does. */
  private documentOf(window: number): number {
    let [low, high] = [0, this.documents];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.firstWindow_D[middle] <= window) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Cuts the first `maxTokens` own tokens of a token file; throws ARGUMENT_INVALID for more than can be counted. */
export async function cutCorpus(tokenFile: TokenFile, geometry: RunGeometry, maxTokens = Infinity): Promise<CorpusCut> {
  const tokens = Math.min(maxTokens, tokenFile.tokens);
  if (tokens > mostTokens) throw tooManyTokens(tokens);
  const firstWindow_D = new Float64Array(tokenFile.documents + 1);
  const pause = takeTurns();
  let [document, left, lastTokens] = [0, tokens, 0];
  for (; left > 0; document++) {
    const extent = tokenFile.extent(document);
    lastTokens = Math.min(left, extent.tokens);
    left -= lastTokens;
    firstWindow_D[document + 1] = firstWindow_D[document] + countWindows({ ...extent, tokens: lastTokens }, geometry);
    await pause();
  }
  return new CorpusCut(tokenFile, geometry, firstWindow_D.slice(0, document + 1), { tokens, lastTokens });
}

function tooManyTokens(tokens: number): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', `The corpus has ${tokens} tokens; at most ${mostTokens} are read.`, {
    at: 'maxTokens',
    fix: 'Read only the first tokens of the corpus: give `maxTokens`.',
  });
}

/**
 * How documents become runs and runs become windows.
 *
 * A run is what the model sees at once: at most `contextTokens` tokens of one document. Later runs of a document start
 * with an inserted BOS where the tokenizer adds one. Windows tile a run from its first token; they only cut what is
 * stored. Windows are numbered through the corpus in document order, so a window's index orders it by (document,
 * position).
 */

/** The lengths that decide the cutting; the same for a whole harvest. */
export interface RunGeometry {
  readonly contextTokens: number;
  readonly windowTokens: number;
}

/** What of a document matters for cutting it. */
export interface DocumentExtent {
  /** The document's own tokens, the BOS its tokenizer put first included. */
  readonly tokens: number;
  /** Whether later runs start with an inserted BOS (not where a document was given as token ids). */
  readonly repeatsBos: boolean;
}

export interface Run {
  /** Index of the first own token in the document. */
  readonly start: number;
  /** Own tokens of the document. */
  readonly tokens: number;
  readonly insertedBos: boolean;
  /** Positions the model sees: own tokens and the inserted BOS. */
  readonly positions: number;
}

export interface Window {
  /** Index of the first own token in the document. */
  readonly start: number;
  /** Positions in the window, an inserted BOS included. */
  readonly positions: number;
  /** Whether its first position is an inserted BOS. */
  readonly insertedBos: boolean;
}

/** The runs of a document, in order. */
export function runsOf(document: DocumentExtent, geometry: RunGeometry): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < document.tokens;) {
    const insertedBos = start > 0 && document.repeatsBos;
    const tokens = Math.min(document.tokens - start, geometry.contextTokens - (insertedBos ? 1 : 0));
    runs.push({ start, tokens, insertedBos, positions: tokens + (insertedBos ? 1 : 0) });
    start += tokens;
  }
  return runs;
}

/** The window of this number within its document, without listing those before it. */
export function windowAt(document: DocumentExtent, index: number, geometry: RunGeometry): Window {
  // All runs but the last are as long as `contextTokens` allows, so that they have equally many windows.
  const windowsPerRun = Math.ceil(geometry.contextTokens / geometry.windowTokens);
  const number = Math.floor(index / windowsPerRun);
  const run = runAt(document, number, geometry);
  return windowFrom(run, (index - number * windowsPerRun) * geometry.windowTokens, geometry);
}

/** The window that starts at a position of the run. */
function windowFrom(run: Run, position: number, { windowTokens }: RunGeometry): Window {
  return {
    start: run.start + Math.max(0, position - (run.insertedBos ? 1 : 0)),
    positions: Math.min(windowTokens, run.positions - position),
    insertedBos: run.insertedBos && position === 0,
  };
}

function runAt(document: DocumentExtent, number: number, { contextTokens }: RunGeometry): Run {
  const inserted = number > 0 && document.repeatsBos ? 1 : 0;
  const start = number === 0 ? 0 : contextTokens + (number - 1) * (contextTokens - inserted);
  const tokens = Math.min(document.tokens - start, contextTokens - inserted);
  return { start, tokens, insertedBos: inserted === 1, positions: tokens + inserted };
}

/** Number of windows of a document. */
export function countWindows(document: DocumentExtent, geometry: RunGeometry): number {
  return runsOf(document, geometry).reduce((sum, run) => sum + Math.ceil(run.positions / geometry.windowTokens), 0);
}

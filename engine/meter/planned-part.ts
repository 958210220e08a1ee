/** A part of a batch, and how its rows are cut where all at once would take too much memory. */
import type { MeasuredPart } from './measured-parts.js';
import { sizesOf } from './meter-graphs.js';
import type { DictionaryFamily, MeterGraphs } from './meter-graphs.js';
import { piecesOf } from './pieces.js';
import type { Piece } from './pieces.js';

/** A family's pieces, in the order of the rows. */
export interface FamilyPieces {
  readonly family: DictionaryFamily;
  readonly pieces: readonly Piece[];
}

export interface PlannedPart {
  readonly part: MeasuredPart;
  readonly families: readonly FamilyPieces[];
  /** For the model's head, in the order of the rows. */
  readonly stretches: readonly Piece[];
  /** Number of dictionaries. */
  readonly dictionaries: number;
}

const float32Bytes = 4;

/** Cuts so that neither logits nor the feature activations of a family take more bytes than this, as float32. */
export function planPart(graphs: MeterGraphs, part: MeasuredPart, mostDenseBytes: number): PlannedPart {
  const { lengths_B, positions } = part.batch;
  const cutFor = (width: number): Piece[] => {
    const mostRows = Math.max(1, Math.floor(mostDenseBytes / (width * float32Bytes)));
    return piecesOf(lengths_B.length, positions, mostRows);
  };
  return {
    part,
    families: graphs.families.map((family) => ({ family, pieces: cutFor(family.size) })),
    stretches: cutFor(graphs.model.vocabularySize),
    dictionaries: sizesOf(graphs).length,
  };
}

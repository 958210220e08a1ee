/** Cuts the rows of a part into pieces whose feature activations fit in memory. */

/** Consecutive rows of [B, T]: of whole sequences, or a stretch of one sequence. */
export interface Piece {
  /** b * T + t of the first row. */
  readonly start: number;
  /** Behind the last row. */
  readonly end: number;
  /** Number of sequences. */
  readonly sequences: number;
}

/** Where a sequence is cut depends on its padded length and the bound alone. */
export function piecesOf(sequences: number, positions: number, mostRows: number): Piece[] {
  if (positions > mostRows)
    return Array.from({ length: sequences }, (_, b) => stretchesOf(b, positions, mostRows)).flat();
  const together = Math.floor(mostRows / positions);
  return Array.from({ length: Math.ceil(sequences / together) }, (_, piece) => {
    const first = piece * together;
    const behind = Math.min(sequences, first + together);
    return { start: first * positions, end: behind * positions, sequences: behind - first };
  });
}

/** As few as possible, and as long as each other, since a short one costs more than its share. */
function stretchesOf(b: number, positions: number, mostRows: number): Piece[] {
  const count = Math.ceil(positions / mostRows);
  const boundary = (stretch: number): number => b * positions + Math.floor((stretch * positions) / count);
  return Array.from({ length: count }, (_, stretch) => ({
    start: boundary(stretch),
    end: boundary(stretch + 1),
    sequences: 1,
  }));
}

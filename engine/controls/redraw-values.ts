/** The new values of a weight matrix. */
import { createNormalStream } from './normal-stream.js';
import type { NormalStream } from './normal-stream.js';
import type { MatrixValues } from './matrix-values.js';
import type { Redraw } from './redraw-plan.js';

/** mean + standardDeviation * z in float64, rounded to float32; of any block, in any order. */
export function redrawnValues(redraw: Redraw, seed: number, count: number): MatrixValues {
  const stream = createNormalStream(seed, redraw.stream);
  const { mean, standardDeviation } = redraw.statistics;
  return {
    count,
    readInto(into, first) {
      const normal = new Float64Array(into.length);
      drawInto(normal, stream, { first, count, transposedOf: redraw.transposedOf });
      for (let n = 0; n < into.length; n++) into[n] = mean + standardDeviation * normal[n];
      return Promise.resolve();
    },
  };
}

interface Piece extends Pick<Redraw, 'transposedOf'> {
  readonly first: number;
  /** Values of the whole matrix. */
  readonly count: number;
}

/** A row of a transposed matrix is a column of the other one, so that its numbers lie a row apart in the stream. */
function drawInto(normal: Float64Array, stream: NormalStream, { first, count, transposedOf }: Piece): void {
  if (!transposedOf) return stream.drawInto(normal, first);
  const rowLength = count / transposedOf.columns;
  for (let done = 0; done < normal.length;) {
    const row = Math.floor((first + done) / rowLength);
    const column = (first + done) % rowLength;
    const length = Math.min(rowLength - column, normal.length - done);
    stream.drawInto(normal.subarray(done, done + length), column * transposedOf.columns + row, transposedOf.columns);
    done += length;
  }
}

/** Puts features and activations that a device gave for each row in the order in which firings are listed. */

/** One entry a firing: rows ascending, counted from 0, and features ascending within a row. */
export interface PartFirings {
  readonly row_N: Int32Array;
  readonly feature_N: Int32Array;
  readonly activation_N: Float32Array;
}

/** Entries E, among which those of a row stand together, in any order; an activation that is not above 0 is no firing. */
export interface RowEntries {
  readonly feature_E: Int32Array;
  readonly activation_E: Float32Array;
  /** One a row: where its entries begin, and how many there are. */
  readonly start_N: Int32Array;
  readonly count_N: Int32Array;
}

export function listFirings({ feature_E, activation_E, start_N, count_N }: RowEntries): PartFirings {
  const [row_E, placeInOrder_E] = [new Int32Array(feature_E.length), new Int32Array(feature_E.length)];
  const keys = new Float64Array(count_N.reduce((most, count) => Math.max(most, count), 0));
  let firings = 0;
  start_N.forEach((start, row) => {
    let fired = 0;
    // Feature and place in one number, exact below 2^53, since only numbers sort quickly.
    for (let place = start; place < start + count_N[row]; place++)
      if (activation_E[place] > 0) keys[fired++] = feature_E[place] * count_N[row] + (place - start);
    const sorted = keys.subarray(0, fired).sort();
    row_E.fill(row, firings, firings + fired);
    for (const key of sorted) placeInOrder_E[firings++] = start + (key % count_N[row]);
  });
  const place_N = placeInOrder_E.subarray(0, firings);
  return {
    row_N: row_E.slice(0, firings),
    feature_N: place_N.map((place) => feature_E[place]),
    activation_N: Float32Array.from(place_N, (place) => activation_E[place]),
  };
}

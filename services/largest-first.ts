/** The largest of many numbers, without sorting all of them. */

/**
 * The `first` indices of 0 to `count` with the largest scores, largest first; ties by lower index. Fewer where there are fewer.
 */
export function largestFirst(count: number, score: (index: number) => number, first: number): number[] {
  const indices: number[] = [];
  const scores: number[] = [];
  for (let index = 0; index < count; index++) {
    const found = score(index);
    if (indices.length === first && found <= scores[first - 1]) continue;
    const place = placeBehind(scores, found);
    indices.splice(place, 0, index);
    scores.splice(place, 0, found);
    if (indices.length > first) {
      indices.pop();
      scores.pop();
    }
  }
  return indices;
}

/** Behind all that are as large, in a list that descends. */
function placeBehind(scores: readonly number[], score: number): number {
  let [low, high] = [0, scores.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (scores[middle] >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}

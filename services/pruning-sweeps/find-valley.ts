/** The gap before the spike of frequent features in the histogram of log frequency. */

/** Of the histogram's bins, and of the Gaussian that smooths it, in decades of frequency. */
const step = 0.02;
const width = 0.1;
/** A gap counts where the lower of the peaks beside it falls by this share, and by so many standard deviations. */
const leastFall = 0.2;
const leastDeviations = 3;
/** Share of the features that fire which a spike holds: fewer fire nearly everywhere one by one, more are the heap itself. */
const leastShare = 0.01;
const mostShare = 0.5;

/**
 * The frequency at the bottom of the last gap that is no accident; null where the features that fire form one heap.
 *
 * The histogram is smoothed to s(x), the sum over features of exp(-((x - log10 frequency) / width)² / 2), whose variance is
 * about s(x) / √2 when features fall independently. The definition is ours; no library has one.
 *
 * @param frequencies of features; those that never fire have no logarithm and are left out
 */
export function findValley(frequencies: Iterable<number>): number | null {
  const logs = Array.from(frequencies)
    .filter((frequency) => frequency > 0)
    .map(Math.log10)
    .sort((a, b) => a - b);
  if (logs.length === 0) return null;
  const curve = smoothed(binned(logs));
  const highestBefore = runningMax(curve);
  let highestBehind = 0;
  for (let i = curve.length - 2; i > 0; i--) {
    highestBehind = Math.max(highestBehind, curve[i + 1]);
    const place = logs[0] + i * step;
    const isGap = isLowest(curve, i) && isDeep(curve[i], Math.min(highestBefore[i - 1], highestBehind));
    if (isGap && isSpike(logs, place)) return 10 ** place;
  }
  return null;
}

/** Counts of bins whose middles are so many steps above the first. */
function binned(logs: readonly number[]): number[] {
  const binOf = (log: number): number => Math.round((log - logs[0]) / step);
  const counts = new Array<number>(binOf(logs[logs.length - 1]) + 1).fill(0);
  for (const log of logs) counts[binOf(log)]++;
  return counts;
}

/** Bins further away than five widths of the Gaussian add less than 4e-6 of their counts. */
const reach = Math.ceil((5 * width) / step);

function smoothed(counts: readonly number[]): number[] {
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((((i - reach) * step) / width) ** 2) / 2));
  return counts.map((_, i) => weights.reduce((sum, weight, j) => sum + weight * (counts[i + j - reach] ?? 0), 0));
}

function runningMax(values: readonly number[]): number[] {
  let highest = -Infinity;
  return values.map((value) => (highest = Math.max(highest, value)));
}

function isLowest(curve: readonly number[], i: number): boolean {
  return curve[i] <= curve[i - 1] && curve[i] < curve[i + 1];
}

function isDeep(bottom: number, peak: number): boolean {
  const fall = peak - bottom;
  return fall >= leastFall * peak && fall >= leastDeviations * Math.sqrt((peak + bottom) / Math.SQRT2);
}

function isSpike(logs: readonly number[], place: number): boolean {
  const share = logs.filter((log) => log > place).length / logs.length;
  return share >= leastShare && share <= mostShare;
}

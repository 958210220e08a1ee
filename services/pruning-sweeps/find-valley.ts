/** The gap before the spike of frequent features in the histogram of log frequency. */

/** Width of the Gaussian that smooths the histogram, and the step at which it is looked at, in decades of frequency. */
const width = 0.1;
const step = 0.02;
/** A gap counts where the lower of the peaks beside it falls by this share, and by so many standard deviations. */
const leastFall = 0.2;
const leastDeviations = 3;
/** A spike holds at least this share of the features that fire; fewer are single features that fire nearly everywhere. */
const leastShare = 0.01;

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
  const curve = smoothed(logs);
  const highestBefore = runningMax(curve);
  let highestBehind = 0;
  for (let i = curve.length - 2; i > 0; i--) {
    highestBehind = Math.max(highestBehind, curve[i + 1]);
    const place = logs[0] + i * step;
    const isGap = isDeep(curve[i], Math.min(highestBefore[i - 1], highestBehind));
    if (isLowest(curve, i) && isGap && shareAbove(logs, place) >= leastShare) return 10 ** place;
  }
  return null;
}

function smoothed(logs: readonly number[]): number[] {
  const steps = Math.ceil((logs[logs.length - 1] - logs[0]) / step);
  return Array.from({ length: steps + 1 }, (_, i) => {
    const place = logs[0] + i * step;
    return logs.reduce((sum, log) => sum + Math.exp(-(((place - log) / width) ** 2) / 2), 0);
  });
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

function shareAbove(logs: readonly number[], place: number): number {
  return logs.filter((log) => log > place).length / logs.length;
}

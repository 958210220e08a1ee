/** How long work takes when nothing comes between. */

/** Seconds on the clock of the fastest round; one before them, which compiles, is not counted. */
export async function fastest(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  let seconds = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return seconds;
}

/** Work that says between its pieces which share of it is done, from 0 to 1. */
export type Work<T> = AsyncGenerator<number, T>;

/** The work as a part of a larger one, of which it takes the share between two bounds. */
export async function* asPart<T>(work: Work<T>, from: number, to: number): Work<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}

/** Adds up sums of sequences in the order of the batch, so that the way it was cut does not change the total. */
export class SequenceSums {
  private readonly bySequence = new Map<number, Float64Array>();

  constructor(private readonly width: number) {}

  /** Adds [b, D] to the sequences at these places of the batch; stretches of a sequence must come in their order. */
  add(sum_BD: Float64Array, places: readonly number[]): void {
    places.forEach((place, b) => {
      const sum_D = this.bySequence.get(place) ?? new Float64Array(this.width);
      this.bySequence.set(place, sum_D);
      addInto(sum_D, sum_BD.subarray(b * this.width, (b + 1) * this.width));
    });
  }

  total(): Float64Array {
    const total_D = new Float64Array(this.width);
    const places = [...this.bySequence.keys()].sort((a, b) => a - b);
    for (const place of places) addInto(total_D, this.bySequence.get(place) ?? new Float64Array(this.width));
    return total_D;
  }
}

/** Adds b to a, in place. */
export function addInto(a: Float64Array, b: ArrayLike<number>): void {
  for (let index = 0; index < a.length; index++) a[index] += b[index];
}

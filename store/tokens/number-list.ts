/** A growing list of numbers, 8 bytes each. */
export class NumberList {
  #numbers = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  view(): Float64Array {
    return this.#numbers.subarray(0, this.#length);
  }
}

/** How often each of millions of numbers was seen, in a table of fixed size: a Map takes several times the time and the memory. */

export class MemberCounts {
  readonly #member_S: Uint32Array;
  /** 0 in a free slot. */
  readonly #count_S: Uint32Array;
  readonly #shift: number;

  /** For at most so many different numbers, each from 0 up to 2^32 - 1. */
  constructor(most: number) {
    // At most half full, so that runs of taken slots stay short.
    const bits = Math.max(1, Math.ceil(Math.log2(2 * most)));
    this.#member_S = new Uint32Array(2 ** bits);
    this.#count_S = new Uint32Array(2 ** bits);
    this.#shift = 32 - bits;
  }

  add(member: number): void {
    const slot = this.#slotOf(member);
    this.#member_S[slot] = member;
    this.#count_S[slot]++;
  }

  get(member: number): number {
    return this.#count_S[this.#slotOf(member)];
  }

  /** Where it is, or the free slot where it belongs: the multiple by the golden ratio, or the next after it that is not another's. */
  #slotOf(member: number): number {
    let slot = Math.imul(member, 0x9e3779b1) >>> this.#shift;
    while (this.#count_S[slot] !== 0 && this.#member_S[slot] !== member) slot = (slot + 1) % this.#count_S.length;
    return slot;
  }
}

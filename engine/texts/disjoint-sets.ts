/** Sets that are joined two at a time (union-find). */

export class DisjointSets {
  readonly #parent: Uint32Array;

  /** Numbers from 0 up to `size`, each a set of its own. */
  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, number) => number);
  }

  /** The least number of the set that the number is in. */
  find(number: number): number {
    let root = number;
    while (this.#parent[root] !== root) root = this.#parent[root];
    for (let at = number; at !== root;) {
      const next = this.#parent[at];
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** find of every number. */
  roots(): Uint32Array {
    return this.#parent.map((_, number) => this.find(number));
  }
}

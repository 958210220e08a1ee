/** Collects pairs of feature and token, and gives them back by token. Eight bytes a pair. */
export class TokenIndexBuilder {
  #pairs = new Uint32Array(4096);
  #length = 0;
  #tokens = 0;

  /** Features must come in ascending order. */
  add(feature: number, tokenIds: Iterable<number>): void {
    for (const tokenId of new Set(tokenIds)) {
      if (this.#length === this.#pairs.length) this.#grow();
      this.#pairs[this.#length++] = tokenId;
      this.#pairs[this.#length++] = feature;
      if (tokenId >= this.#tokens) this.#tokens = tokenId + 1;
    }
  }

  /** Ascending tokens, each with its ascending features. */
  *byToken(): Generator<{ readonly tokenId: number; readonly features: Uint32Array }> {
    const ends = new Uint32Array(this.#tokens);
    const features = this.#sortedByToken(ends);
    for (let tokenId = 0, start = 0; tokenId < this.#tokens; start = ends[tokenId++]) {
      if (ends[tokenId] > start) yield { tokenId, features: features.subarray(start, ends[tokenId]) };
    }
  }

  /** Counting sort, which keeps the order of the features; fills in where each token's features end. */
  #sortedByToken(ends: Uint32Array): Uint32Array {
    const starts = new Uint32Array(this.#tokens + 1);
    for (let i = 0; i < this.#length; i += 2) starts[this.#pairs[i] + 1]++;
    for (let tokenId = 1; tokenId <= this.#tokens; tokenId++) starts[tokenId] += starts[tokenId - 1];
    const features = new Uint32Array(this.#length / 2);
    for (let i = 0; i < this.#length; i += 2) features[starts[this.#pairs[i]]++] = this.#pairs[i + 1];
    ends.set(starts.subarray(0, this.#tokens));
    return features;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }
}

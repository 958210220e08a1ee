/** Keeps a bounded number of things by name, and lets go of the one that was not asked for longest. */
export class RecentlyUsed<V> {
  /** Least recently used first. */
  readonly #kept = new Map<string, V>();
  #latest: { readonly name: string; readonly value: V } | undefined;

  constructor(
    private readonly most: number,
    private readonly letGo: (value: V) => void,
  ) {}

  /** The thing of this name, made by `create` when it is not kept. */
  get(name: string, create: () => V): V {
    if (this.#latest?.name === name) return this.#latest.value;
    const value = this.#kept.get(name) ?? create();
    this.#kept.delete(name);
    this.#kept.set(name, value);
    this.#latest = { name, value };
    if (this.#kept.size > this.most) this.#letGoOfOldest();
    return value;
  }

  /** Empties the shelf and returns what was kept. */
  takeAll(): V[] {
    const kept = [...this.#kept.values()];
    this.#kept.clear();
    this.#latest = undefined;
    return kept;
  }

  #letGoOfOldest(): void {
    const [[name, value]] = this.#kept;
    this.#kept.delete(name);
    this.letGo(value);
  }
}

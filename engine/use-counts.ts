/** Counts who uses a thing, to know when nobody does any more. */
export interface UseCounts {
  add(key: string): void;
  /** True when nobody else uses it. */
  remove(key: string): boolean;
}

export function createUseCounts(): UseCounts {
  const users = new Map<string, number>();
  return {
    add: (key) => void users.set(key, (users.get(key) ?? 0) + 1),
    remove(key) {
      const others = (users.get(key) ?? 0) - 1;
      if (others > 0) users.set(key, others);
      else users.delete(key);
      return others <= 0;
    },
  };
}

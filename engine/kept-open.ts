/** Things that take a while to open and are kept open for whoever asks for them next. */

export interface KeptOpen<T> {
  /**
   * Works with the thing of this name, which is opened when it is not open and is not closed meanwhile; an opening is
   * waited for by all who need it. Of those that nobody uses, the one not used for longest is closed to make room.
   */
  use<R>(name: string, open: () => Promise<T>, work: (opened: T) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

interface Kept<T> {
  readonly opening: Promise<T>;
  users: number;
}

/** @param most how many things stay open that nobody uses */
export function createKeptOpen<T>(most: number, close: (opened: T) => Promise<void>): KeptOpen<T> {
  const kept = new Map<string, Kept<T>>();

  /** What could not be opened said so to whoever asked for it. */
  async function closeOne({ opening }: Kept<T>): Promise<void> {
    const [opened] = await Promise.allSettled([opening]);
    if (opened.status === 'fulfilled') await close(opened.value);
  }

  async function makeRoom(): Promise<void> {
    const idle = [...kept].filter(([, { users }]) => users === 0);
    if (idle.length <= most) return;
    const [[name, entry]] = idle;
    kept.delete(name);
    await closeOne(entry);
  }

  return {
    async use(name, open, work) {
      const entry = kept.get(name) ?? { opening: open(), users: 0 };
      // A Map lists its keys in the order of insertion, so the first is the one not used for longest.
      kept.delete(name);
      kept.set(name, entry);
      entry.users++;
      try {
        return await work(await entry.opening);
      } catch (error) {
        const [opened] = await Promise.allSettled([entry.opening]);
        if (opened.status === 'rejected' && kept.get(name) === entry) kept.delete(name);
        throw error;
      } finally {
        entry.users--;
        await makeRoom();
      }
    },
    async close() {
      const all = [...kept.values()];
      kept.clear();
      await Promise.all(all.map(closeOne));
    },
  };
}

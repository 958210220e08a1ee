/** Keeps the weights that are loaded, over all workers together, within a budget. */
import { ResearchError } from '../domain/errors.js';
import type { GraphRunner } from './worker/graph-runner.js';
import { throwIfCancelled } from './worker/worker-host.js';

/** Graphs that a work reads at the same time, and the worker they are loaded in. */
export interface GraphDemand {
  readonly runner: Pick<GraphRunner, 'release'>;
  /** Paths. */
  readonly graphs: readonly string[];
  readonly signal?: AbortSignal;
}

export interface LoadedGraph {
  readonly path: string;
  readonly bytes: number;
}

export interface GraphMemory {
  /** What is being loaded included: together never more than the budget. */
  readonly loaded: readonly LoadedGraph[];
  /**
   * Makes room for the graphs, then does a work that loads those that are not loaded yet; none of them is released
   * meanwhile. What makes room is what nobody works with and was not used for longest. Works wait for room in the order in
   * which they came. A work that fails leaves nothing behind that no other work has loaded. Throws MEMORY_BUDGET_TOO_SMALL
   * when the graphs would not fit even alone, and CANCELLED.
   */
  use<R>(demand: GraphDemand, work: () => Promise<R>): Promise<R>;
  /** Releases those of the graphs that nobody works with. */
  release(demand: GraphDemand): Promise<void>;
  /** To be called when the worker's thread has ended, and with it everything that was loaded there. */
  forget(runner: GraphDemand['runner']): void;
}

export interface GraphMemoryOptions {
  readonly budgetBytes: number;
  /** Bytes of a graph's weights. */
  readonly weigh: (path: string) => Promise<number>;
  /** What a graph belongs to, for people. */
  readonly describe: (path: string) => string;
}

interface Entry extends LoadedGraph {
  readonly runner: GraphDemand['runner'];
  users: number;
  lastUse: number;
  /** Some work with it succeeded since the thread began. */
  isLoaded: boolean;
}

/** A session takes threads and memory besides its weights, which for small graphs are next to nothing. */
const mostGraphs = 64;

export function createGraphMemory(options: GraphMemoryOptions): GraphMemory {
  return new BudgetedMemory(options);
}

class BudgetedMemory implements GraphMemory {
  private readonly entries = new Set<Entry>();
  private readonly bytesOf = new Map<string, Promise<number>>();
  private turn: Promise<unknown> = Promise.resolve();
  private uses = 0;
  private onLeft: () => void = () => undefined;

  constructor(private readonly options: GraphMemoryOptions) {}

  get loaded(): readonly LoadedGraph[] {
    return [...this.entries]
      .filter(({ isLoaded, users }) => isLoaded || users > 0)
      .map(({ path, bytes }) => ({ path, bytes }));
  }

  async use<R>(demand: GraphDemand, work: () => Promise<R>): Promise<R> {
    const wanted = await this.weigh(demand.graphs);
    this.checkFit(wanted);
    const taken = await this.inTurn(() => this.take(demand, wanted));
    try {
      const result = await work();
      for (const entry of taken) entry.isLoaded = true;
      return result;
    } finally {
      this.leave(taken);
    }
  }

  release({ runner, graphs }: GraphDemand): Promise<void> {
    return this.inTurn(async () => {
      const idle = [...this.entries].filter((entry) => entry.runner === runner && entry.users === 0);
      for (const entry of idle) if (graphs.includes(entry.path)) await this.evict(entry);
    });
  }

  forget(runner: GraphDemand['runner']): void {
    for (const entry of this.entries) {
      if (entry.runner !== runner) continue;
      // Those that are in use are wanted by questions that wait for the next thread.
      if (entry.users === 0) this.entries.delete(entry);
      entry.isLoaded = false;
    }
    this.onLeft();
  }

  private async weigh(graphs: readonly string[]): Promise<LoadedGraph[]> {
    return Promise.all([...new Set(graphs)].map(async (path) => ({ path, bytes: await this.weightsOf(path) })));
  }

  private weightsOf(path: string): Promise<number> {
    const known = this.bytesOf.get(path);
    if (known) return known;
    const weighing = this.options.weigh(path);
    this.bytesOf.set(path, weighing);
    weighing.catch(() => this.bytesOf.delete(path));
    return weighing;
  }

  private checkFit(wanted: readonly LoadedGraph[]): void {
    const { budgetBytes, describe } = this.options;
    const bytes = totalBytes(wanted);
    if (bytes <= budgetBytes) return;
    const names = [...new Set(wanted.filter((graph) => graph.bytes > 0).map(({ path }) => describe(path)))].join(', ');
    const message = `${names} need ${bytes} bytes of weights at once; the memory budget is ${budgetBytes}.`;
    throw new ResearchError('MEMORY_BUDGET_TOO_SMALL', message, { at: 'SAEQL_MEMORY_BUDGET' });
  }

  /** What is wanted never waits for what is wanted too: all of it is taken at once. */
  private async take({ runner, signal }: GraphDemand, wanted: readonly LoadedGraph[]): Promise<Entry[]> {
    const find = ({ path }: LoadedGraph): Entry | undefined =>
      [...this.entries].find((entry) => entry.runner === runner && entry.path === path);
    for (;;) {
      throwIfCancelled(signal);
      const missing = wanted.filter((graph) => !find(graph));
      const kept = new Set(wanted.map(find));
      const idle = [...this.entries].filter((entry) => entry.users === 0 && !kept.has(entry));
      const [oldest] = idle.sort((a, b) => a.lastUse - b.lastUse);
      const lacksBytes = totalBytes(missing) + totalBytes(this.entries) > this.options.budgetBytes;
      const isCrowded = missing.length > 0 && this.entries.size + missing.length > mostGraphs;
      if (oldest && (lacksBytes || isCrowded)) await this.evict(oldest);
      else if (lacksBytes) await this.someoneLeaves(signal);
      else return wanted.map((graph) => this.taken(find(graph) ?? this.added(runner, graph)));
    }
  }

  private added(runner: GraphDemand['runner'], graph: LoadedGraph): Entry {
    const entry = { ...graph, runner, users: 0, lastUse: 0, isLoaded: false };
    this.entries.add(entry);
    return entry;
  }

  private taken(entry: Entry): Entry {
    entry.users++;
    entry.lastUse = ++this.uses;
    return entry;
  }

  /** A thread that ended before it could release a graph has released it all the same. */
  private async evict(entry: Entry): Promise<void> {
    await Promise.allSettled([entry.runner.release([entry.path])]);
    this.entries.delete(entry);
  }

  private leave(taken: readonly Entry[]): void {
    for (const entry of taken) entry.users--;
    const [entry, ...others] = taken.filter(({ isLoaded, users }) => !isLoaded && users === 0);
    if (entry) void this.release({ runner: entry.runner, graphs: [entry, ...others].map(({ path }) => path) });
    this.onLeft();
  }

  private someoneLeaves(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.onLeft = resolve;
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = Promise.allSettled([result]);
    return result;
  }
}

function totalBytes(graphs: Iterable<LoadedGraph>): number {
  let sum = 0;
  for (const { bytes } of graphs) sum += bytes;
  return sum;
}

/** The tensors that the steps of a running program hand to each other, and who disposes them. */
import { disposeAll } from './held-tensors.js';
import type { HeldTensor, HeldTensors } from './held-tensors.js';
import type { ProgramStep, Tensors } from './protocol.js';

interface KnownTensor {
  readonly tensor: HeldTensor;
  /** Someone else holds it too: it is neither transferred nor disposed here. */
  readonly isShared: boolean;
}

export class ProgramTensors {
  private readonly known: Map<string, KnownTensor>;
  /** The last step that reads each tensor. */
  private readonly lastReader: ReadonlyMap<string, number>;

  constructor(
    inputs: Tensors,
    steps: readonly ProgramStep[],
    private readonly fetch: readonly string[],
  ) {
    this.known = new Map(Object.entries(inputs).map(([name, tensor]) => [name, { tensor, isShared: false }]));
    this.lastReader = new Map(
      steps.flatMap(({ feeds }, place) => Object.values(feeds).map((name) => [name, place] as const)),
    );
  }

  /** Throws a plain Error for a name that nothing was given by. */
  get(name: string): KnownTensor {
    const known = this.known.get(name);
    if (!known) throw new Error(`no step of the program before this one gives "${name}"`);
    return known;
  }

  /** By the names that a step's inputs have in the program. */
  feeds(names: ProgramStep['feeds']): HeldTensors {
    return Object.fromEntries(Object.entries(names).map(([input, name]) => [input, this.get(name).tensor]));
  }

  /** Takes the place of what had the name. */
  set(name: string, known: KnownTensor): void {
    this.drop(name);
    this.known.set(name, known);
  }

  /** Drops what no step behind this one reads and nobody fetches. */
  dropReadBefore(place: number): void {
    const kept = new Set(this.fetch);
    for (const name of this.known.keys())
      if (!kept.has(name) && (this.lastReader.get(name) ?? -1) <= place) this.drop(name);
  }

  dropAll(): void {
    for (const name of this.known.keys()) this.drop(name);
  }

  private drop(name: string): void {
    const known = this.known.get(name);
    this.known.delete(name);
    if (known && !known.isShared) disposeAll([known.tensor]);
  }
}

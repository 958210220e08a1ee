/** Keeps what is known about the execution providers of this machine. */
import type { EngineOptions, ExecutionProvider, ProviderName } from './engine.js';
import type { OpenedGraph } from './worker/protocol.js';

const allProviders: readonly ProviderName[] = ['cuda', 'webgpu', 'cpu'];

export interface ProviderStatus {
  readonly providers: readonly ExecutionProvider[];
  /** It cannot be used here. */
  recordFailure(name: ProviderName, reason: string): void;
  /** It works, but is not taken. */
  recordSlow(name: ProviderName, reason: string): void;
  /** It is used; those behind it in the order of trial need not be tried. */
  recordChosen(name: ProviderName): void;
  /** Learns from a graph that was opened, perhaps by another provider than the first. */
  record(opened: OpenedGraph): void;
}

/** Only a test shows whether a provider works, so a provider is taken for unavailable until then, all but the CPU. */
export function createProviderStatus(options: Pick<EngineOptions, 'providers' | 'untried'>): ProviderStatus {
  const { providers: wanted } = options;
  const known = new Map(allProviders.map((name) => [name, initialStatus(name, options)]));
  const change = (name: ProviderName, changes: Partial<ExecutionProvider>): void => {
    known.set(name, { ...known.get(name)!, ...changes });
  };
  return {
    get providers() {
      return [...known.values()];
    },
    recordFailure: (name, reason) => change(name, { available: false, inUse: false, reason: firstLine(reason) }),
    recordSlow: (name, reason) => change(name, { available: true, inUse: false, reason }),
    recordChosen(name) {
      change(name, { available: true, inUse: true, reason: null });
      for (const later of wanted.includes(name) ? wanted.slice(wanted.indexOf(name) + 1) : [])
        if (!known.get(later)?.inUse) change(later, { reason: `Not needed: ${name} comes before it and works.` });
    },
    record({ provider, failures }) {
      for (const { provider: name, reason } of failures)
        change(name, { reason: `Works, but could not open every graph: ${firstLine(reason)}` });
      change(provider, { available: true, inUse: true });
      if (failures.length > 0) change(provider, { reason: null });
    },
  };
}

function initialStatus(
  name: ProviderName,
  { providers: wanted, untried = [] }: Pick<EngineOptions, 'providers' | 'untried'>,
): ExecutionProvider {
  const skipped = untried.find(({ provider }) => provider === name);
  const reason = wanted.includes(name) ? 'Not tried yet: nothing is loaded.' : (skipped?.reason ?? 'Not asked for.');
  return { name, available: name === 'cpu', inUse: false, reason };
}

/** What comes before, and what follows, in an error of the runtime are places and conditions in its source. */
function firstLine(reason: string): string {
  return reason.split('\n', 1)[0].replace(/^\/onnxruntime_src\/.* was false\. /, '');
}

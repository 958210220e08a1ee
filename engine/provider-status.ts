/** Keeps what is known about the execution providers of this machine. */
import type { ExecutionProvider, ProviderName } from './engine.js';
import type { OpenedGraph } from './worker/protocol.js';

const allProviders: readonly ProviderName[] = ['cuda', 'webgpu', 'cpu'];

export interface ProviderStatus {
  readonly providers: readonly ExecutionProvider[];
  /** Learns from a graph that was opened. */
  record(opened: OpenedGraph): void;
}

/** Only opening a graph shows whether a provider works, so a provider is taken for unavailable until then, all but the CPU. */
export function createProviderStatus(wanted: readonly ProviderName[]): ProviderStatus {
  const known = new Map(allProviders.map((name) => [name, initialStatus(name, wanted)]));
  return {
    get providers() {
      return [...known.values()];
    },
    record({ provider, failures }) {
      for (const { provider: name, reason } of failures)
        known.set(name, { name, available: false, inUse: false, reason: reason.split('\n', 1)[0] });
      known.set(provider, { name: provider, available: true, inUse: true, reason: null });
      for (const name of wanted.slice(wanted.indexOf(provider) + 1))
        known.set(name, {
          ...initialStatus(name, wanted),
          reason: `Not needed: ${provider} comes before it and works.`,
        });
    },
  };
}

function initialStatus(name: ProviderName, wanted: readonly ProviderName[]): ExecutionProvider {
  const reason = wanted.includes(name) ? 'Not tried yet: nothing is loaded.' : 'Not asked for.';
  return { name, available: name === 'cpu', inUse: false, reason };
}

/** Tells which models and dictionaries graphs belong to. */
import type { LoadedArtifact } from './engine.js';

/** A graph file and what it belongs to. */
export interface NamedGraph extends Pick<LoadedArtifact, 'kind' | 'name'> {
  readonly path: string;
}

export interface GraphNames {
  /** A graph may belong to several artefacts that have the same weights. */
  add(graph: NamedGraph): void;
  /** The artefacts that have a graph among these, each with the bytes of all its graphs and the provider of the first. */
  artifactsOf(
    graphs: readonly (Pick<LoadedArtifact, 'bytes' | 'provider'> & { readonly path: string })[],
  ): LoadedArtifact[];
  /** For people. */
  describe(path: string): string;
}

export function createGraphNames(): GraphNames {
  const ownersOf = new Map<string, Map<string, NamedGraph>>();
  return {
    add(graph) {
      const owners = ownersOf.get(graph.path) ?? new Map<string, NamedGraph>();
      ownersOf.set(graph.path, owners.set(describeOwner(graph), graph));
    },
    artifactsOf(graphs) {
      const artifacts = new Map<string, LoadedArtifact>();
      for (const { path, bytes, provider } of graphs)
        for (const [owner, { kind, name }] of ownersOf.get(path) ?? []) {
          const known = artifacts.get(owner) ?? { kind, name, bytes: 0, provider };
          artifacts.set(owner, { ...known, bytes: known.bytes + bytes });
        }
      return [...artifacts.values()];
    },
    describe: (path) => [...(ownersOf.get(path)?.keys() ?? [path])].join(' or '),
  };
}

function describeOwner({ kind, name }: NamedGraph): string {
  return `the ${kind} "${name}"`;
}

/** What onnxruntime-node's own install script would fetch for CUDA, by its own lists. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';

export interface CudaPackage {
  /** Index of the NuGet feed. */
  readonly feed: string;
  /** Of the NuGet package. */
  readonly name: string;
  readonly version: string;
  /** Where its files belong. */
  readonly folder: string;
  readonly files: readonly {
    /** Inside of the package. */
    readonly path: string;
    /** Inside of the folder. */
    readonly target: string;
  }[];
}

/** The part of onnxruntime-node/script/install-metadata.js that is read here. */
interface InstallMetadata {
  readonly requirements: Readonly<Record<string, readonly string[]>>;
  readonly manifests: Readonly<
    Record<string, Readonly<Record<string, { readonly package: string; readonly path: string }>>>
  >;
  readonly packages: Readonly<
    Record<
      string,
      { readonly name: string; readonly versions: readonly { readonly feed: string; readonly version: string }[] }
    >
  >;
  readonly feeds: Readonly<Record<string, { readonly index: string }>>;
}

/** Throws PROVIDER_UNAVAILABLE where there is no CUDA for this platform. */
export function findCudaPackage(platform = `${process.platform}/${process.arch}`): CudaPackage {
  const load = createRequire(import.meta.url);
  const root = dirname(load.resolve('onnxruntime-node/package.json'));
  const { requirements, manifests, packages, feeds } = load(
    join(root, 'script/install-metadata.js'),
  ) as InstallMetadata;
  const [manifestName] = requirements[platform] ?? [];
  const manifest = Object.entries(manifests[`${platform}:${manifestName}`] ?? {});
  if (manifest.length === 0)
    throw new ResearchError(
      'PROVIDER_UNAVAILABLE',
      `onnxruntime-node has no CUDA for ${platform}, only for linux/x64.`,
    );
  const { name, versions } = packages[manifest[0][1].package];
  const [{ feed, version }] = versions;
  return {
    ...{ name, version, feed: feeds[feed].index },
    folder: join(root, 'bin/napi-v6', platform),
    files: manifest.map(([target, { path }]) => ({ path, target })),
  };
}

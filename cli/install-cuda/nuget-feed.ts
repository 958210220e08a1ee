/** Finds a package in a NuGet feed, with the checksum that its catalogue gives. */
import type { CudaPackage } from './cuda-package.js';
import { getJson } from './get-url.js';

export interface FoundPackage {
  readonly url: URL;
  /** SHA-512 of the package, in base64. */
  readonly sha512: string;
}

interface FeedIndex {
  readonly resources: readonly { readonly '@id': string; readonly '@type': string }[];
}

interface RegistrationLeaf {
  /** URL of the entry. */
  readonly catalogEntry: string;
}

interface CatalogueEntry {
  readonly packageHash: string;
  readonly packageHashAlgorithm: string;
}

/**
 * @source the NuGet server API, version 3: service index, "RegistrationsBaseUrl" (registration leaf), "PackageBaseAddress" (package
 * content) and catalogue leaf; ids and versions in lower case
 */
export async function findInFeed(
  { feed, name, version }: Pick<CudaPackage, 'feed' | 'name' | 'version'>,
  environment: NodeJS.ProcessEnv,
): Promise<FoundPackage> {
  const { resources } = await getJson<FeedIndex>(new URL(feed), environment);
  const baseOf = (type: string): string => {
    const base = resources.find((resource) => resource['@type'] === type)?.['@id'];
    if (base === undefined) throw new Error(`the feed ${feed} has no ${type}`);
    return base.endsWith('/') ? base : `${base}/`;
  };
  const [id, number] = [name.toLowerCase(), version.toLowerCase()];
  const leaf = new URL(`${id}/${number}.json`, baseOf('RegistrationsBaseUrl/3.6.0'));
  const { catalogEntry } = await getJson<RegistrationLeaf>(leaf, environment);
  const { packageHash, packageHashAlgorithm } = await getJson<CatalogueEntry>(new URL(catalogEntry), environment);
  if (packageHashAlgorithm !== 'SHA512')
    throw new Error(`${catalogEntry} gives a checksum by ${packageHashAlgorithm}, not by SHA512`);
  const url = new URL(`${id}/${number}/${id}.${number}.nupkg`, baseOf('PackageBaseAddress/3.0.0'));
  return { url, sha512: packageHash };
}

/** Downloads a package and compares it with its checksum. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { getUrl } from './get-url.js';
import type { FoundPackage } from './nuget-feed.js';

/** Throws when what was downloaded is not what the checksum says. */
export async function downloadPackage(
  { url, sha512 }: FoundPackage,
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  await pipeline(await getUrl(url, environment), createWriteStream(file));
  const found = await digestOf(file, 'sha512', 'base64');
  if (found !== sha512) throw new Error(`${url.href} has the SHA-512 ${found}, where the catalogue says ${sha512}`);
}

export async function digestOf(file: string, algorithm: string, encoding: 'base64' | 'hex'): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

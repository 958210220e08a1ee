/** Keeps what was measured on a GPU in bench/results/, and nothing else there. */
import { mkdir, writeFile } from 'node:fs/promises';
import type { NamedDevice } from './device-name.js';
import { repository } from './surroundings.js';

const folder = `${repository}bench/results`;

/** Why the results of a device are not kept; undefined where they may be. */
export function reasonNotToKeep({ name, isSoftware }: NamedDevice): string | undefined {
  if (isSoftware) return `${name ?? 'this'} is a renderer in software.`;
  if (!name) return 'nothing tells the name of the device; give it with --name.';
  return undefined;
}

/** Returns the path. */
export async function writeResult(deviceName: string, json: string): Promise<string> {
  const file = `${folder}/gpu-${toFileName(deviceName)}.json`;
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${json}\n`);
  return file;
}

/** Lower case, words joined by hyphens. */
export function toFileName(deviceName: string): string {
  return deviceName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

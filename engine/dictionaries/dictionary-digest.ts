/** The digest that tells dictionaries apart by what they compute. */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { ImportedDictionary, WeightReader } from '../engine.js';
import { isJsonObject } from '../json-object.js';
import { canonicalTensors } from './canonical-weights.js';
import { releaseArray } from './tensors/release-array.js';

/** A hash takes less than 2 GiB at once. */
const bytesPerUpdate = 2 ** 24;

type DigestedDictionary = Pick<ImportedDictionary, 'architecture' | 'size' | 'width' | 'forward' | 'weights'>;

/**
 * SHA-256, in hexadecimal, over the canonical weights, their shapes, the architecture and the options of the forward pass;
 * neither the format nor the hook point changes it. Reads the weights one after the other and throws what reading throws.
 */
export async function dictionaryDigest(dictionary: DigestedDictionary): Promise<string> {
  const { architecture, size, width, forward, weights } = dictionary;
  const options = Object.entries(sorted(forward) as object);
  const hash = createHash('sha256').update(JSON.stringify({ architecture, size, width, options }));
  for (const name of canonicalTensors) {
    const read = weights[name];
    if (read) await update(hash, name, read);
  }
  return hash.digest('hex');
}

/** A value with the keys of its objects in order and those of undefined values left out. */
function sorted(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

async function update(hash: Hash, name: string, read: WeightReader): Promise<void> {
  const values = await read();
  hash.update(`\n${name} ${values.length}\n`);
  for (let done = 0; done < values.byteLength; done += bytesPerUpdate) {
    const length = Math.min(bytesPerUpdate, values.byteLength - done);
    hash.update(new Uint8Array(values.buffer, values.byteOffset + done, length));
  }
  releaseArray(values);
}

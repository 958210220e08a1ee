/** The digest that tells dictionaries apart by what they compute. */
import { createHash } from 'node:crypto';
import type { ImportedDictionary } from '../engine.js';
import { canonicalTensors } from './canonical-weights.js';

/**
 * SHA-256, in hexadecimal, over the canonical weights, their shapes, the architecture and the options of the forward pass;
 * neither the format nor the hook point changes it.
 */
export function dictionaryDigest(dictionary: ImportedDictionary): string {
  const { architecture, size, width, forward, weights } = dictionary;
  const options = Object.entries(forward).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify({ architecture, size, width, options }));
  for (const name of canonicalTensors) {
    const values = weights[name];
    hash.update(`\n${name} ${values.length}\n`);
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return hash.digest('hex');
}

/** Names of models, dictionaries and corpora: readable slugs that also serve as keys. */
import { ResearchError } from './errors.js';

const pattern = /^[A-Za-z0-9._+-]+(\/[A-Za-z0-9._+-]+)*$/;
const longestName = 200;

/** Returns the name, or throws NAME_INVALID. */
export function parseName(name: string, at = 'name'): string {
  if (name.length > longestName || !pattern.test(name)) {
    throw new ResearchError('NAME_INVALID', `"${name.slice(0, longestName)}" cannot be used as a name.`, { at });
  }
  return name;
}

/** What jobs made, as `--json` prints it. */
import type { NodeKey } from '../domain/node-id.js';
import type { Services } from '../services/services.js';
import { harvestDocument, modelDocument } from './documents.js';

/** Documents of the things that are still there; a kind that no job makes has none. */
export function resultDocuments(results: readonly NodeKey[], services: Services): object[] {
  return results.flatMap((result) => findDocument(result, services) ?? []);
}

function findDocument({ kind, key }: NodeKey, { harvests, catalog }: Services): object | undefined {
  const harvest = kind === 'Harvest' ? harvests.findById(key) : undefined;
  const model = kind === 'Model' ? catalog.findModel(key) : undefined;
  return (harvest && harvestDocument(harvest)) ?? (model && modelDocument(model));
}

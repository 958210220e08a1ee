/** The marker record of a store: who it is, what it went through, how its records are encoded. */
import { randomUUID } from 'node:crypto';
import { ResearchError } from '../../domain/errors.js';
import { DamagedRecord } from '../encodings/damaged-record.js';
import { snapshotCodecVersion } from '../encodings/feature-records.js';
import { decodeJson, encodeJson, jsonRecordVersion } from '../encodings/json-record.js';
import { corrupt } from '../files/store-failure.js';
import type { Environment } from '../lmdb/environment.js';
import { markerTable } from '../tables.js';
import { tokenFileVersion } from '../tokens/token-file-header.js';

const format = 'saeql';
const key = 'marker';

export interface Marker {
  readonly format: typeof format;
  readonly storeId: string;
  /** Ids of the migrations that the store went through, in order; their number is the store's version. */
  readonly executed: readonly string[];
  /** Versions of the encodings by name. */
  readonly codecs: Readonly<Record<string, number>>;
}

const codecs: Readonly<Record<string, number>> = {
  catalogRecord: jsonRecordVersion,
  harvestSnapshot: snapshotCodecVersion,
  tokenFile: tokenFileVersion,
};

/** The marker of a store that went through no migration yet. */
export function createMarker(): Marker {
  return { format, storeId: randomUUID(), executed: [], codecs };
}

export function writeMarker(catalog: Environment, marker: Marker): void {
  catalog.createTable(markerTable, 'ordered').put(key, encodeJson(marker));
}

/** Throws STORE_CORRUPT when there is none, STORE_TOO_NEW when an encoding is unknown. */
export function readMarker(catalog: Environment): Marker {
  catalog.refresh();
  const record = catalog.table(markerTable, 'ordered').read(key);
  const marker = record && parseMarker(record);
  if (marker === undefined)
    throw corrupt(catalog.folder, 'The marker of the store is missing or damaged.', catalog.fix);
  const unknown = Object.entries(marker.codecs).find(([name, version]) => !(version <= codecs[name]));
  if (unknown === undefined) return marker;
  const message = `The store uses version ${unknown[1]} of the encoding ${unknown[0]}, this program knows ${codecs[unknown[0]] ?? 'none'}.`;
  throw new ResearchError('STORE_TOO_NEW', message, { at: catalog.folder });
}

function parseMarker(record: Uint8Array): Marker | undefined {
  try {
    const marker = decodeJson(record) as Marker;
    return marker.format === format ? marker : undefined;
  } catch (error) {
    if (error instanceof DamagedRecord) return undefined;
    throw error;
  }
}

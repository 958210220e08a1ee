/** Keys that let a client in: made, listed and revoked; the secret is shown once and never kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ResearchError } from '../domain/errors.js';
import { parseName } from '../domain/name.js';
import { didYouMean } from '../domain/nearest-name.js';
import type { KeyRecord, KeyRole, NamedTable } from '../store/store.js';

export type { KeyRole };

/** A key as it may be shown. */
export type Key = Omit<KeyRecord, 'secretDigest'>;

export interface KeyService {
  /** Throws NAME_TAKEN. The secret is in no other answer. */
  create(name: string, role: KeyRole): { readonly key: Key; readonly secret: string };
  /** In the order of names. */
  list(): Key[];
  /** Throws KEY_NOT_FOUND with the nearest names. */
  revoke(name: string): Key;
  /** The key of this secret. Takes equally long whichever secret is sent. */
  findBySecret(secret: string): Key | undefined;
}

/** What a key does: `read` stored data, `compute` also runs the engine, `admin` also changes things. */
export const keyRoles: readonly KeyRole[] = ['read', 'compute', 'admin'];

const secretBytes = 32;

/** Manages the keys of a store. */
export function createKeyService(keys: NamedTable<KeyRecord>): KeyService {
  const records = (): KeyRecord[] => keys.names().flatMap((name) => keys.find(name) ?? []);
  return {
    create: (name, role) => {
      const secret = `saeql_${randomBytes(secretBytes).toString('base64url')}`;
      const record: KeyRecord = {
        name: parseName(name),
        role,
        secretDigest: secretDigestOf(secret),
        createdAt: new Date().toISOString(),
      };
      if (!keys.add(record)) throw new ResearchError('NAME_TAKEN', `There is a key "${name}" already.`, { at: 'name' });
      return { key: toKey(record), secret };
    },
    list: () => records().map(toKey),
    findBySecret: (secret) => {
      const digest = Buffer.from(secretDigestOf(secret), 'hex');
      const fitting = records().filter((key) => timingSafeEqual(Buffer.from(key.secretDigest, 'hex'), digest));
      return fitting.map(toKey).at(0);
    },
    revoke: (name) => {
      const record = keys.find(name);
      if (record === undefined || !keys.remove(name)) throw notFound(name, keys.names());
      return toKey(record);
    },
  };
}

/** SHA-256 in hexadecimal. A secret is 256 random bits, so a slow hash with salt would add nothing. */
function secretDigestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function toKey({ name, role, createdAt }: KeyRecord): Key {
  return { name, role, createdAt };
}

function notFound(name: string, known: readonly string[]): ResearchError {
  return new ResearchError('KEY_NOT_FOUND', `No key "${name}".${didYouMean(name, known)}`, { at: 'name' });
}

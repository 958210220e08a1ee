/**
 * Looks at an LMDB file before LMDB does: a truncated or foreign one would end the process at open or at a read, and an
 * empty one would silently become a new store.
 *
 * Layout (LMDB, mdb.c): two meta pages at the start; each has a 24-byte page header (flags at 18), then magic, version, address and size
 * of the map, the free and the main table (page size at 48, flags at 52, root pages at 88 and 136), the last used page (144)
 * and the transaction (152). The newest transaction counts, but LMDB looks at both pages.
 */
import { closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { corrupt, onDisk } from '../files/store-failure.js';

const magic = 0xbeefc0de;
const dataVersion = 2;
const metaPageFlag = 8;
const integerKeys = 8;
const overlappingSync = 0x1000;
const metaBytes = 160;
const noRoot = 2n ** 64n - 1n;
const pageSizes: readonly number[] = [4096, 8192, 16384, 32768, 65536];
const attempts = 5;

interface Meta {
  readonly version: number;
  readonly pageSize: number;
  /** Root pages of the free and the main table, those of empty ones left out. */
  readonly roots: readonly number[];
  readonly lastPage: number;
  readonly transaction: number;
}

/** Throws STORE_CORRUPT with `fix` unless `file` looks like a whole LMDB file. */
export function preflight(file: string, fix: string): void {
  let problem: string | undefined;
  // A writer of another process may be between two writes of the header.
  for (let attempt = 0; attempt < attempts; attempt++) {
    problem = findProblem(file);
    if (problem === undefined) return;
  }
  throw corrupt(file, problem ?? '', fix);
}

function findProblem(file: string): string | undefined {
  const descriptor = openExisting(file);
  if (descriptor === undefined) return 'The file is missing.';
  try {
    const size = fstatSync(descriptor).size;
    if (size === 0) return 'The file is empty.';
    return findMetaProblem(readMetas(descriptor), size);
  } finally {
    closeSync(descriptor);
  }
}

function openExisting(file: string): number | undefined {
  return onDisk(file, () => {
    try {
      return openSync(file, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  });
}

function findMetaProblem(metas: readonly (Meta | undefined)[], size: number): string | undefined {
  const [first, second] = metas;
  if (first === undefined || second === undefined || first.pageSize !== second.pageSize)
    return 'The file is damaged, or not an LMDB file.';
  const foreign = [first, second].find(({ version }) => version !== dataVersion);
  if (foreign !== undefined) return `The file has LMDB data version ${foreign.version}, not ${dataVersion}.`;
  const newest = newestOf(first, second);
  if (newest.roots.some((page) => page > newest.lastPage)) return 'The file is damaged: a table starts beyond its end.';
  const needed = neededBytes(newest);
  return size < needed ? `The file is cut off: ${size} of ${needed} bytes are there.` : undefined;
}

/**
 * Makes the file as long as its header says. LMDB leaves out pages at the end that a transaction both took and gave back,
 * as when it writes a large value twice; preflight would take such a file for one that was cut off. Only inside a write
 * transaction: nobody else may lengthen the file meanwhile.
 */
export function extendToHeader(file: string): void {
  const missing = missingBytes(file);
  if (missing > 0) truncateSync(file, statSync(file).size + missing);
}

/** How much shorter the file is than its header says. */
export function missingBytes(file: string): number {
  const descriptor = openSync(file, 'r');
  try {
    const [first, second] = readMetas(descriptor);
    if (first === undefined || second === undefined) return 0;
    return Math.max(0, neededBytes(newestOf(first, second)) - fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

function newestOf(first: Meta, second: Meta): Meta {
  return first.transaction > second.transaction ? first : second;
}

function neededBytes({ lastPage, pageSize }: Meta): number {
  return (lastPage + 1) * pageSize;
}

function readMetas(descriptor: number): (Meta | undefined)[] {
  const first = readMeta(descriptor, 0);
  return [first, readMeta(descriptor, first?.pageSize ?? pageSizes[0])];
}

function readMeta(descriptor: number, position: number): Meta | undefined {
  const bytes = Buffer.alloc(metaBytes);
  if (readSync(descriptor, bytes, 0, metaBytes, position) < metaBytes) return undefined;
  const pageSize = bytes.readUInt32LE(48);
  const isMeta = (bytes.readUInt16LE(18) & metaPageFlag) !== 0 && bytes.readUInt32LE(24) === magic;
  const hasFreeTable = (bytes.readUInt16LE(52) & ~overlappingSync) === integerKeys;
  if (!isMeta || !hasFreeTable || !pageSizes.includes(pageSize)) return undefined;
  return {
    version: bytes.readUInt32LE(28) & 0xffff,
    pageSize,
    roots: [88, 136]
      .map((at) => bytes.readBigUInt64LE(at))
      .filter((page) => page !== noRoot)
      .map(Number),
    lastPage: Number(bytes.readBigUInt64LE(144)),
    transaction: Number(bytes.readBigUInt64LE(152)),
  };
}

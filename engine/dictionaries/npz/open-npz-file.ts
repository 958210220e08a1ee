/** Opens a file that NumPy's `savez` or `savez_compressed` wrote: finds its arrays without loading them. */
import { BinaryFile } from '../tensors/binary-file.js';
import { elementTypes } from '../tensors/dtype.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import { countElements } from '../tensors/tensor-layout.js';
import type { TensorLayout } from '../tensors/tensor-layout.js';
import { openZip } from '../zip/open-zip.js';
import type { ZipEntry } from '../zip/open-zip.js';
import { expandEntries } from './expand-entries.js';
import type { ExpandedEntries } from './expand-entries.js';
import { mostNpyHeaderBytes, parseNpyHeader } from './npy-header.js';

const suffix = '.npy';

/** Whether the file at the path is a zip archive of arrays and nothing else; false for what is no archive. */
export async function isNpzFile(path: string): Promise<boolean> {
  const file = await BinaryFile.open(path);
  try {
    return areArrays(await openZip(file));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/**
 * The file's arrays by name; the caller closes its `file`. Where arrays are compressed, that is a temporary file with all of
 * them. Throws FILE_NOT_FOUND, and DICTIONARY_FILE_INVALID for a file that is damaged or holds anything but arrays of numbers.
 */
export async function openNpzFile(path: string): Promise<TensorFile> {
  const { file, entries } = await openArrays(path);
  try {
    const tensors = new Map<string, TensorLayout>();
    for (const [entryName, entry] of entries) {
      const name = entryName.slice(0, -suffix.length);
      tensors.set(name, await readLayout(file, name, entry));
    }
    return { container: 'npz', file, tensors, values: new Map() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openArrays(path: string): Promise<ExpandedEntries> {
  const archive = await BinaryFile.open(path);
  try {
    const entries = await openZip(archive);
    if (!areArrays(entries)) throw archive.invalid('does not hold arrays of NumPy only');
    if ([...entries.values()].every(({ isDeflated }) => !isDeflated)) {
      for (const [name, entry] of entries) await checkStored(archive, name, entry);
      return { file: archive, entries };
    }
    const expanded = await expandEntries(archive, entries);
    await archive.close();
    return expanded;
  } catch (error) {
    await archive.close();
    throw error;
  }
}

function areArrays(entries: ReadonlyMap<string, ZipEntry>): boolean {
  return entries.size > 0 && [...entries.keys()].every((name) => name.endsWith(suffix));
}

async function checkStored(archive: BinaryFile, name: string, entry: ZipEntry): Promise<void> {
  if ((await archive.checksum(entry.position, entry.bytes)) !== entry.crc32)
    throw archive.invalid(`is damaged: the checksum of its entry "${name}" differs`);
}

async function readLayout(file: BinaryFile, name: string, entry: ZipEntry): Promise<TensorLayout> {
  const start = await file.read(entry.position, Math.min(entry.bytes, mostNpyHeaderBytes));
  const { bytes, ...header } = parse(file, name, start);
  const wanted = countElements(header.shape) * elementTypes[header.dtype].bytes;
  if (wanted !== entry.bytes - bytes)
    throw file.invalid(`gives ${entry.bytes - bytes} bytes to its array "${name}", whose shape needs ${wanted}`);
  return { name, ...header, position: entry.position + bytes };
}

function parse(file: BinaryFile, name: string, start: Uint8Array) {
  try {
    return parseNpyHeader(start);
  } catch (cause) {
    throw file.invalid(`has an array "${name}" that ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
}

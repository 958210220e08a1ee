/** Opens a file that PyTorch's `torch.save` wrote: finds its tensors without loading or executing anything. */
import { BinaryFile } from '../tensors/binary-file.js';
import { elementTypes } from '../tensors/dtype.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import { countElements, storageExtent } from '../tensors/tensor-layout.js';
import type { TensorLayout } from '../tensors/tensor-layout.js';
import { openZip } from '../zip/open-zip.js';
import type { ZipEntry } from '../zip/open-zip.js';
import { flattenState } from './flatten-state.js';
import type { PickleTensor } from './pickle-value.js';
import { readPickle } from './read-pickle.js';

const mostPickleBytes = 2 ** 24;
/** A tensor may repeat its storage by strides of 0, but not to fill the memory from a few bytes. */
const mostRepeatedElements = 2 ** 20;

/**
 * The file's tensors; the caller closes its `file`. Throws FILE_NOT_FOUND, PICKLE_FORBIDDEN for a file that holds
 * anything but tensors and plain values, DICTIONARY_FILE_INVALID for one that is damaged or of another kind.
 *
 * @source PyTorch, torch/serialization.py: a zip archive with NAME/data.pkl and NAME/data/KEY, little-endian
 */
export async function openTorchFile(path: string): Promise<TensorFile> {
  const file = await BinaryFile.open(path);
  try {
    return await readContents(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Archive {
  readonly file: BinaryFile;
  readonly root: string;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

async function readContents(file: BinaryFile): Promise<TensorFile> {
  await refuseOldFiles(file);
  const archive = await openArchive(file);
  const pickle = await readEntry(archive, 'data.pkl', mostPickleBytes);
  const state = flatten(pickle, file);
  const tensors = new Map<string, TensorLayout>();
  for (const [name, tensor] of state.tensors) tensors.set(name, toLayout(name, tensor, archive));
  for (const key of new Set([...state.tensors.values()].map(({ storage }) => storage.key)))
    await checkEntry(archive, `data/${key}`);
  return { container: 'torch', file, tensors, values: state.values };
}

/** Before PyTorch 1.6 a file was a row of pickles, the first of which was this number. */
async function refuseOldFiles(file: BinaryFile): Promise<void> {
  const magic = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
  const start = await file.read(0, Math.min(magic.length, file.bytes));
  if (start.length === magic.length && magic.every((byte, index) => start[index] === byte))
    throw file.invalid(
      'is of the form that PyTorch wrote before 1.6; load and save it again with a newer PyTorch to import it',
    );
}

async function openArchive(file: BinaryFile): Promise<Archive> {
  const entries = await openZip(file);
  for (const [name, entry] of entries)
    if (entry.isDeflated) throw file.invalid(`is no file as PyTorch writes them: its entry "${name}" is compressed`);
  const roots = [...entries.keys()].filter((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (roots.length !== 1) throw file.invalid(`holds ${roots.length} pickles (NAME/data.pkl), not 1`);
  const root = roots[0].slice(0, -'data.pkl'.length);
  if ([...entries.keys()].some((name) => name.startsWith(`${root}code/`) || name === `${root}constants.pkl`))
    throw file.invalid('is a TorchScript program, not a state dict');
  const archive = { file, root, entries };
  if (!entries.has(`${root}byteorder`)) return archive;
  const order = new TextDecoder().decode(await readEntry(archive, 'byteorder', 16));
  if (order !== 'little') throw file.invalid(`holds numbers of the byte order "${order}", not "little"`);
  return archive;
}

function getEntry(archive: Archive, name: string): ZipEntry {
  const entry = archive.entries.get(archive.root + name);
  if (!entry) throw archive.file.invalid(`lacks its entry "${archive.root}${name}"`);
  return entry;
}

async function readEntry(archive: Archive, name: string, mostBytes: number): Promise<Uint8Array> {
  const entry = getEntry(archive, name);
  if (entry.bytes > mostBytes) throw archive.file.invalid(`has an entry "${name}" of ${entry.bytes} bytes`);
  await checkEntry(archive, name);
  return archive.file.read(entry.position, entry.bytes);
}

async function checkEntry(archive: Archive, name: string): Promise<void> {
  const entry = getEntry(archive, name);
  if ((await archive.file.checksum(entry.position, entry.bytes)) !== entry.crc32)
    throw archive.file.invalid(`is damaged: the checksum of its entry "${archive.root}${name}" differs`);
}

function flatten(pickle: Uint8Array, file: BinaryFile) {
  const root = readPickle(pickle, file.path);
  if (!(root instanceof Map)) throw file.invalid('does not hold a dict of tensors');
  try {
    return flattenState(root);
  } catch (cause) {
    throw file.invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function toLayout(name: string, tensor: PickleTensor, archive: Archive): TensorLayout {
  const { storage, offset, shape, strides } = tensor;
  const { file } = archive;
  const entry = getEntry(archive, `data/${storage.key}`);
  const { bytes } = elementTypes[storage.dtype];
  if (storage.elements * bytes > entry.bytes)
    throw file.invalid(
      `is cut off: the storage of "${name}" has ${entry.bytes} bytes, not ${storage.elements * bytes}`,
    );
  // Written so that NaN and Infinity, which absurd sizes give, are refused too.
  if (!(offset + storageExtent(shape, strides) <= storage.elements))
    throw file.invalid(`has a tensor "${name}" that reaches beyond its storage`);
  if (!(countElements(shape) <= Math.max(storage.elements, mostRepeatedElements)))
    throw file.invalid(`has a tensor "${name}" of ${countElements(shape)} elements over ${storage.elements} numbers`);
  return { name, dtype: storage.dtype, shape, strides, position: entry.position + offset * bytes };
}

/**
 * Checkpoints: the state of a harvest between two shards, and in the same file the shard that comes next, so that every
 * shard counts exactly once however often the harvest is killed.
 *
 * The file holds the bytes of all arrays, one after the other, a JSON text that tells the rest, and eight bytes: length of
 * the JSON and CRC-32 of everything before (uint32, little-endian). It is written beside its place and then moved there.
 */
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { CheckedWriter } from '../../store/files/checked-writer.js';
import { onDiskAsync } from '../../store/files/store-failure.js';
import type { GrowingArrayState } from '../corpus-pass/array-state.js';

const version = 1;
const trailerBytes = 8;
/** Written or read between two turns of the event loop. */
const pieceBytes = 1 << 20;

/** Everything of a checkpoint that is not an array. */
export interface CheckpointHead<P> {
  /** Names the harvest; a checkpoint of another one is not taken up. */
  readonly key: string;
  readonly progress: P;
}

interface StoredHead<P> extends CheckpointHead<P> {
  readonly version: number;
  readonly shapes: readonly (readonly number[])[];
}

/** Throws STORE_FULL; then the checkpoint before is still there. */
export async function writeCheckpoint<P>(
  file: string,
  head: CheckpointHead<P>,
  states: readonly GrowingArrayState[],
): Promise<void> {
  const temporary = `${file}.tmp`;
  await rm(temporary, { force: true });
  await writeWhole(temporary, { ...head, version, shapes: states.map(({ shape }) => shape) }, states);
  await onDiskAsync(file, async () => {
    await sync(temporary);
    await rename(temporary, file);
  });
}

async function writeWhole(file: string, head: object, states: readonly GrowingArrayState[]): Promise<void> {
  const writer = await CheckedWriter.create(file);
  try {
    for (const array of states.flatMap((state) => state.arrays())) {
      for (const piece of pieces(array)) await writer.write(piece);
    }
    const json = Buffer.from(JSON.stringify(head));
    await writer.write(json);
    await writer.write(uint32s(json.length, writer.endSection().crc));
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Fills empty states from a checkpoint and returns its head; undefined when there is none, or when it is damaged or of
 * another harvest: then the states are of no use any more.
 */
export async function readCheckpoint<P>(
  file: string,
  key: string,
  states: readonly GrowingArrayState[],
): Promise<CheckpointHead<P> | undefined> {
  const handle = await openIfThere(file);
  if (!handle) return undefined;
  try {
    const stored = await readHead<P>(handle);
    if (stored?.head.key !== key || stored.head.version !== version) return undefined;
    states.forEach((state, i) => state.reshape(stored.head.shapes[i]));
    return (await fillArrays(handle, states, stored)) ? stored.head : undefined;
  } finally {
    await handle.close();
  }
}

interface ReadHead<P> {
  readonly head: StoredHead<P>;
  readonly json: Buffer;
  /** Where the JSON begins. */
  readonly position: number;
  readonly crc: number;
}

async function readHead<P>(handle: FileHandle): Promise<ReadHead<P> | undefined> {
  const { size } = await handle.stat();
  if (size < trailerBytes) return undefined;
  const trailer = await readAt(handle, size - trailerBytes, trailerBytes);
  const position = size - trailerBytes - trailer.readUInt32LE(0);
  if (position < 0) return undefined;
  const json = await readAt(handle, position, size - trailerBytes - position);
  try {
    return { head: JSON.parse(json.toString()) as StoredHead<P>, json, position, crc: trailer.readUInt32LE(4) };
  } catch {
    // Not a head that was written whole: damaged.
    return undefined;
  }
}

async function fillArrays<P>(
  handle: FileHandle,
  states: readonly GrowingArrayState[],
  { json, position, crc }: ReadHead<P>,
): Promise<boolean> {
  let [read, found] = [0, 0];
  for (const piece of states.flatMap((state) => state.arrays()).flatMap((array) => [...pieces(array)])) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, read);
    if (bytesRead !== piece.length) return false;
    read += bytesRead;
    found = crc32(piece, found);
  }
  return read === position && crc32(json, found) === crc;
}

function* pieces(array: ArrayBufferView): Generator<Uint8Array> {
  for (let from = 0; from < array.byteLength; from += pieceBytes)
    yield new Uint8Array(array.buffer, array.byteOffset + from, Math.min(pieceBytes, array.byteLength - from));
}

async function readAt(handle: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  await handle.read(buffer, 0, bytes, position);
  return buffer;
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function uint32s(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32LE(value, 4 * i));
  return bytes;
}

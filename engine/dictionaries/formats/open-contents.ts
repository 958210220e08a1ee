/** Opens what lies at the path of a dictionary: a folder with tensors and a configuration, or a tensor file alone. */
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ResearchError } from '../../../domain/errors.js';
import { decodeJsonObject } from '../../json-object.js';
import type { JsonObject } from '../../json-object.js';
import { isNpzFile, openNpzFile } from '../npz/open-npz-file.js';
import { openSafetensors } from '../safetensors/open-safetensors.js';
import { openTorchFile } from '../torch/open-torch-file.js';
import type { TensorFile } from '../tensors/tensor-file.js';
import type { DictionaryContents, DictionaryFormat } from './format.js';

/** The caller closes `tensorFile.file`. Throws FILE_NOT_FOUND, PICKLE_FORBIDDEN or DICTIONARY_FILE_INVALID. */
export async function openContents(path: string, formats: readonly DictionaryFormat[]): Promise<DictionaryContents> {
  const { folder, tensorFileName } = await findTensorFile(path, formats);
  const configs = new Map<string, JsonObject>();
  for (const name of new Set(formats.flatMap(configFileNames))) {
    const config = await findConfig(join(folder, name));
    if (config) configs.set(name, config);
  }
  const tensorFile = await openTensorFile(join(folder, tensorFileName));
  return { folder, tensorFile, tensorFileName, configs };
}

function configFileNames({ configFileName, otherConfigFileNames = [] }: DictionaryFormat): string[] {
  return [configFileName, ...otherConfigFileNames];
}

/** Where the configuration lies one folder above the tensors. */
const checkpointFolder = 'checkpoints';

async function findTensorFile(path: string, formats: readonly DictionaryFormat[]) {
  const stats = await stat(path).catch((cause: unknown) => {
    throw new ResearchError('FILE_NOT_FOUND', `There is no "${path}".`, { at: path, cause });
  });
  if (!stats.isDirectory()) return placeOfFile(path);
  const names = await listFiles(path);
  const known = formats.flatMap((format) => format.tensorFileNames);
  const others = names.filter((name) => /^[^/]+\.(pt|safetensors|npz)$/.test(name));
  const found = known.find((name) => names.includes(name)) ?? (others.length === 1 ? others[0] : undefined);
  if (found) return { folder: path, tensorFileName: found };
  throw new ResearchError('DICTIONARY_FILE_INVALID', `The folder "${path}" holds no dictionary.`, {
    at: path,
    fix: `Give a folder with one of ${known.join(', ')}, or the file itself.`,
  });
}

function placeOfFile(path: string) {
  const folder = dirname(path);
  if (basename(folder) !== checkpointFolder) return { folder, tensorFileName: basename(path) };
  return { folder: dirname(folder), tensorFileName: `${checkpointFolder}/${basename(path)}` };
}

/** The names in a folder, and those in its folder of checkpoints. */
async function listFiles(path: string): Promise<string[]> {
  const names = await readdir(path);
  if (!names.includes(checkpointFolder)) return names;
  const below = await readdir(join(path, checkpointFolder)).catch(() => []);
  return [...names, ...below.map((name) => `${checkpointFolder}/${name}`)];
}

async function findConfig(path: string): Promise<JsonObject | undefined> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new ResearchError('FILE_NOT_FOUND', `The file "${path}" cannot be read.`, { at: path, cause: error });
  });
  if (!bytes) return undefined;
  try {
    return decodeJsonObject(bytes);
  } catch (cause) {
    throw new ResearchError('DICTIONARY_FILE_INVALID', `The file "${path}" is not a JSON object.`, { at: path, cause });
  }
}

/** A zip archive and a pickle begin with bytes that no safetensors header of sane length begins with. */
async function openTensorFile(path: string): Promise<TensorFile> {
  const start = await readStart(path);
  const isSafetensors = start.length === 9 && start[8] === '{'.charCodeAt(0) && start[7] === 0;
  if (isSafetensors || path.endsWith('.safetensors')) return openSafetensors(path);
  return (await isNpzFile(path)) || path.endsWith('.npz') ? openNpzFile(path) : openTorchFile(path);
}

async function readStart(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new ResearchError('FILE_NOT_FOUND', `The file "${path}" cannot be opened.`, { at: path, cause });
  });
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(9), 0, 9, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

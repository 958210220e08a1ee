/** The state dict of a dictionary_learning file: at the top, or inside the backup of an interrupted training. */
import { isJsonObject } from '../../../json-object.js';
import type { JsonObject } from '../../../json-object.js';
import { readFloat64 } from '../../tensors/read-tensor.js';
import type { TensorFile } from '../../tensors/tensor-file.js';
import { countElements } from '../../tensors/tensor-layout.js';
import type { DictionaryContents } from '../format.js';

/** A backup has the state dict below `ae`, beside the optimizer's. */
const backupPrefix = 'ae.';

/** What stands before the names of a dictionary's tensors. */
export function prefixOf({ tensors }: TensorFile): string {
  return tensors.has(`${backupPrefix}encoder.weight`) || tensors.has(`${backupPrefix}W_enc`) ? backupPrefix : '';
}

/** Names of the dictionary's tensors, without what stands before them. */
export function stateNames(tensorFile: TensorFile): string[] {
  const prefix = prefixOf(tensorFile);
  return [...tensorFile.tensors.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

/**
 * The settings of the training: `trainer` in the configuration, or the copy of it in a backup. The dictionaries published in
 * 2023 have none: nothing in it is required.
 */
export function trainerSettings({ configs, tensorFile }: DictionaryContents): JsonObject {
  const settings = section(configs.get('config.json'), 'trainer');
  const kept = [...tensorFile.values].flatMap(([name, value]) =>
    name.startsWith('config.') ? [[name.slice('config.'.length), value] as const] : [],
  );
  return prefixOf(tensorFile) === '' ? settings : { ...Object.fromEntries(kept), ...settings };
}

export function bufferSettings({ configs }: DictionaryContents): JsonObject {
  return section(configs.get('config.json'), 'buffer');
}

function section(config: JsonObject | undefined, name: string): JsonObject {
  const value = config?.[name];
  return isJsonObject(value) ? value : {};
}

/** A number that the file holds as a tensor of one element or as such; undefined when it does not. */
export async function findNumber(tensorFile: TensorFile, name: string): Promise<number | undefined> {
  const layout = tensorFile.tensors.get(name);
  const value = layout ? await readNumber(tensorFile, name) : tensorFile.values.get(name);
  return typeof value === 'number' ? value : undefined;
}

async function readNumber({ file, tensors }: TensorFile, name: string): Promise<number> {
  const layout = tensors.get(name)!;
  if (countElements(layout.shape) !== 1)
    throw file.invalid(`has a tensor "${name}" of the shape [${layout.shape.join(', ')}] where one number is needed`);
  return (await readFloat64(file, layout))[0];
}

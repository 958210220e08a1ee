/** How many attention heads a model has. */
import { join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { readModelConfig } from './model-config.js';

/** Of each layer, as the config.json of the model's folder says; throws MODEL_FILE_INVALID where it does not. */
export async function readAttentionHeads(folder: string): Promise<number> {
  const path = join(folder, 'config.json');
  const { heads } = await readModelConfig(path);
  if (heads !== undefined) return heads;
  const message = `${path} does not say how many attention heads the model has.`;
  throw new ResearchError('MODEL_FILE_INVALID', message, { at: path });
}

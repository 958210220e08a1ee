/** Writes a graph file beside the weights it refers to. */
import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isReadable } from './model-files.js';
import type { ModelProto } from '../onnx/generated/onnx_pb.js';
import { encodeModel } from '../onnx/encode-model.js';

/** Name of the graph file that is made as the recipe tells: a hash of it. */
export function graphFileName(...recipe: readonly string[]): string {
  return `saeql-${createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 32)}.onnx`;
}

/** Under a name that follows from its content; a file that is there already is left alone. */
export async function writeGraphOfContent(folder: string, model: ModelProto): Promise<string> {
  const content = createHash('sha256').update(encodeModel(model)).digest('hex');
  const name = graphFileName('content', content);
  const path = join(folder, name);
  return (await isReadable(path)) ? path : writeGraphFile(folder, name, model);
}

/** Under a name of its own until it is whole and on disk; readers see all of it or nothing. */
export async function writeGraphFile(folder: string, name: string, model: ModelProto): Promise<string> {
  const path = join(folder, name);
  const unfinished = join(folder, `${name}.${randomUUID()}.tmp`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(encodeModel(model));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return path;
}

/** Runs one pass whose outputs leave the worker. */
import { disposeAll } from './held-tensors.js';
import type { HeldTensors } from './held-tensors.js';
import type { Pass, Tensors } from './protocol.js';
import type { Sessions } from './sessions.js';

/** Throws as `Sessions.run`. */
export async function runPass(sessions: Sessions, pass: Pass): Promise<Tensors> {
  const outputs = await sessions.run(pass);
  try {
    return await downloadAll(sessions, outputs);
  } finally {
    disposeAll(Object.values(outputs));
  }
}

/** The tensors in the machine's memory; none is disposed. Throws as `Sessions.download`. */
export async function downloadAll(sessions: Sessions, held: HeldTensors): Promise<Tensors> {
  const tensors: [string, Tensors[string]][] = [];
  for (const [name, tensor] of Object.entries(held)) tensors.push([name, await sessions.download(tensor)]);
  return Object.fromEntries(tensors);
}

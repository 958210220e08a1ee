/** Runs a program, so that what its graphs hand to each other never leaves the worker. */
import type { Program, ProgramStep, TensorData, Tensors } from './protocol.js';
import type { Sessions } from './sessions.js';

/** The tensors that the program fetches. Each of the others is dropped as soon as no later step reads it. */
export async function runProgram(sessions: Sessions, { inputs, steps, fetch }: Program): Promise<Tensors> {
  const known = new Map(Object.entries(inputs));
  const lastReader = lastReaders(steps);
  const kept = new Set(fetch);
  for (const [place, step] of steps.entries()) {
    const feeds = renamed(step.feeds, (name) => getTensor(known, name));
    const outputs = await sessions.run({ graph: step.graph, feeds, fetches: Object.keys(step.fetches) });
    for (const [output, name] of Object.entries(step.fetches)) known.set(name, outputs[output]);
    for (const name of known.keys()) if (!kept.has(name) && (lastReader.get(name) ?? -1) <= place) known.delete(name);
  }
  return Object.fromEntries(fetch.map((name) => [name, getTensor(known, name)]));
}

/** The last step that reads each tensor. */
function lastReaders(steps: readonly ProgramStep[]): Map<string, number> {
  return new Map(steps.flatMap(({ feeds }, place) => Object.values(feeds).map((name) => [name, place] as const)));
}

function renamed(names: Readonly<Record<string, string>>, tensorOf: (name: string) => TensorData): Tensors {
  return Object.fromEntries(Object.entries(names).map(([input, name]) => [input, tensorOf(name)]));
}

function getTensor(known: ReadonlyMap<string, TensorData>, name: string): TensorData {
  const tensor = known.get(name);
  if (!tensor) throw new Error(`no step of the program before this one gives "${name}"`);
  return tensor;
}

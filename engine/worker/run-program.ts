/** Runs a program, so that what its graphs hand to each other never leaves the worker. */
import type { Program, ProgramStep, TensorData, Tensors } from './protocol.js';
import type { RememberedOutputs } from './remembered-outputs.js';
import type { Sessions } from './sessions.js';

export interface ProgramRunner {
  readonly sessions: Sessions;
  readonly remembered: RememberedOutputs;
}

/** The tensors that the program fetches. Each of the others is dropped as soon as no later step reads it. */
export async function runProgram(runner: ProgramRunner, { inputs, steps, fetch }: Program): Promise<Tensors> {
  const known = new Map(Object.entries(inputs));
  const lastReader = lastReaders(steps);
  const kept = new Set(fetch);
  const shared = new Set<string>();
  for (const [place, step] of steps.entries()) {
    const outputs = await runStep(runner, step, known);
    for (const [output, name] of Object.entries(step.fetches)) {
      known.set(name, outputs[output]);
      if (step.follows !== undefined) shared.add(name);
    }
    for (const name of known.keys()) if (!kept.has(name) && (lastReader.get(name) ?? -1) <= place) known.delete(name);
  }
  // What leaves the worker is transferred, and what is remembered must stay.
  const leaving = (name: string): TensorData => {
    const tensor = getTensor(known, name);
    return shared.has(name) ? copyOf(tensor) : tensor;
  };
  return Object.fromEntries(fetch.map((name) => [name, leaving(name)]));
}

async function runStep(
  { sessions, remembered }: ProgramRunner,
  { graph, feeds, fetches, follows }: ProgramStep,
  known: ReadonlyMap<string, TensorData>,
): Promise<Tensors> {
  const pass = { graph, fetches: Object.keys(fetches) };
  const run = (): Promise<Tensors> =>
    sessions.run({ ...pass, feeds: renamed(feeds, (name) => getTensor(known, name)) });
  if (follows === undefined) return run();
  const key = JSON.stringify([pass, follows]);
  const found = remembered.find(key);
  if (found) return found;
  const outputs = await run();
  remembered.keep(key, outputs);
  return outputs;
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

function copyOf(tensor: TensorData): TensorData {
  return { ...tensor, data: tensor.data.slice() } as TensorData;
}

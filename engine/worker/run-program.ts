/** Runs a program, so that what its graphs hand to each other never leaves the worker, nor the device that can keep it. */
import { isOnDevice } from './held-tensors.js';
import type { HeldTensors } from './held-tensors.js';
import { ProgramTensors } from './program-tensors.js';
import type { Program, ProgramStep, TensorData, Tensors } from './protocol.js';
import type { RememberedOutputs } from './remembered-outputs.js';
import type { Sessions } from './sessions.js';

export interface ProgramRunner {
  readonly sessions: Sessions;
  readonly remembered: RememberedOutputs;
}

/** The tensors that the program fetches. Each of the others is dropped as soon as no later step reads it. */
export async function runProgram(runner: ProgramRunner, { inputs, steps, fetch }: Program): Promise<Tensors> {
  const tensors = new ProgramTensors(inputs, steps, fetch);
  const returns = returnedOutputs(steps);
  try {
    for (const [place, step] of steps.entries()) {
      const { outputs, isShared } = await runStep(runner, { step, returns: returns.get(step.graph), tensors });
      for (const [output, name] of Object.entries(step.fetches))
        tensors.set(name, { tensor: outputs[output], isShared });
      tensors.dropReadBefore(place);
    }
    const leaving: [string, TensorData][] = [];
    for (const name of fetch) leaving.push([name, await leavingTensor(runner, tensors, name)]);
    return Object.fromEntries(leaving);
  } finally {
    tensors.dropAll();
    runner.remembered.disposeForgotten();
  }
}

interface StepRun {
  readonly step: ProgramStep;
  readonly returns: readonly string[] | undefined;
  readonly tensors: ProgramTensors;
}

interface StepOutputs {
  readonly outputs: HeldTensors;
  /** They are remembered. */
  readonly isShared: boolean;
}

async function runStep(
  { sessions, remembered }: ProgramRunner,
  { step, returns, tensors }: StepRun,
): Promise<StepOutputs> {
  const { graph, feeds, fetches, follows } = step;
  const pass = { graph, fetches: Object.keys(fetches) };
  const run = (): Promise<HeldTensors> => sessions.run({ ...pass, returns, feeds: tensors.feeds(feeds) });
  if (follows === undefined) return { outputs: await run(), isShared: false };
  const key = JSON.stringify([pass, follows]);
  const found = remembered.find(key);
  if (found) return { outputs: found, isShared: true };
  const outputs = await run();
  return { outputs, isShared: remembered.keep(key, outputs) };
}

/** What leaves the worker is transferred, and what is remembered must stay. */
async function leavingTensor({ sessions }: ProgramRunner, tensors: ProgramTensors, name: string): Promise<TensorData> {
  const { tensor, isShared } = tensors.get(name);
  if (isOnDevice(tensor)) return sessions.download(tensor);
  return isShared ? copyOf(tensor) : tensor;
}

/** Of each graph, the outputs that some step fetches and none reads. */
function returnedOutputs(steps: readonly ProgramStep[]): Map<string, string[]> {
  const read = new Set(steps.flatMap(({ feeds }) => Object.values(feeds)));
  const returned = new Map<string, string[]>();
  for (const { graph, fetches } of steps) {
    const unread = Object.entries(fetches).filter(([, name]) => !read.has(name));
    returned.set(graph, [...(returned.get(graph) ?? []), ...unread.map(([output]) => output)]);
  }
  return returned;
}

function copyOf(tensor: TensorData): TensorData {
  return { ...tensor, data: tensor.data.slice() } as TensorData;
}

/** Feature activations of a prompt by torch, where it is installed; one process for all prompts. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pythiaShape } from './pythia-model.js';
import { pythiaNames, type PythiaWorld } from './pythia-world.js';

const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('../../bench/inference_baseline.py', import.meta.url));

/** Seconds on the clock, and every firing, positions ascending, features ascending within one. */
export interface TorchAnswer {
  /** Until all activations are in one matrix, [T, F]. */
  readonly dense: number;
  /** Until those that are not 0 are listed, too. */
  readonly sparse: number;
  readonly position: readonly number[];
  readonly feature: readonly number[];
  readonly activation: readonly number[];
}

export interface TorchBaseline {
  ask(tokenIds: readonly number[]): Promise<TorchAnswer>;
  close(): void;
}

/** Whether there are torch and onnx, by which the model is read. */
export async function hasTorch(): Promise<boolean> {
  if (!existsSync(python)) return false;
  return promisify(execFile)(python, ['-c', 'import onnx, torch']).then(
    () => true,
    () => false,
  );
}

export function startTorch({ model, encoder }: PythiaWorld, threads: number): TorchBaseline {
  const numbers = [pythiaNames.layer, pythiaShape.heads, threads].map(String);
  const child = spawn(python, [script, model, encoder, ...numbers], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(tokenIds) {
      child.stdin.write(`${JSON.stringify(tokenIds)}\n`);
      const line = (await lines.next()) as IteratorResult<string, undefined>;
      if (line.done) throw new Error(`${script} ended without an answer`);
      return JSON.parse(line.value) as TorchAnswer;
    },
    close: () => void child.stdin.end(),
  };
}

/** Answers what the main thread asks a worker. */
import { unreachable } from '../../domain/unreachable.js';
import { encodeRows } from './encode-rows.js';
import { MemoryExhausted } from './memory-exhausted.js';
import { GraphRefused } from './open-session.js';
import { buffersOf } from './protocol.js';
import type { WorkerReply, WorkerRequest } from './protocol.js';
import { runPass } from './run-pass.js';
import { runProgram } from './run-program.js';
import type { ProgramRunner } from './run-program.js';

export interface Answer {
  readonly reply: WorkerReply;
  /** Buffers that leave with the reply. */
  readonly transfer: readonly ArrayBuffer[];
}

/** One request must be answered before the next one is. What fails is part of the answer. */
export async function answerRequest(runner: ProgramRunner, request: WorkerRequest): Promise<Answer> {
  try {
    return await answer(runner, request);
  } catch (error) {
    return { reply: toFailure(error), transfer: [] };
  }
}

async function answer(runner: ProgramRunner, request: WorkerRequest): Promise<Answer> {
  const { sessions } = runner;
  const before = sessions.secondsInside;
  switch (request.kind) {
    case 'open':
      return { reply: { kind: 'opened', opened: await sessions.open(request.graph, request.returns) }, transfer: [] };
    case 'run': {
      const outputs = await runPass(sessions, request.pass);
      const secondsInside = sessions.secondsInside - before;
      return { reply: { kind: 'ran', outputs, secondsInside }, transfer: buffersOf(outputs) };
    }
    case 'program': {
      const outputs = await runProgram(runner, request.program);
      const secondsInside = sessions.secondsInside - before;
      return { reply: { kind: 'ran', outputs, secondsInside }, transfer: buffersOf(outputs) };
    }
    case 'encode': {
      const activations = await encodeRows(sessions, request);
      const secondsInside = sessions.secondsInside - before;
      const arrays = activations.flatMap(({ row_N, feature_N, activation_N }) => [row_N, feature_N, activation_N]);
      const transfer = arrays.map(({ buffer }) => buffer as ArrayBuffer);
      return { reply: { kind: 'encoded', activations, secondsInside }, transfer };
    }
    case 'release':
      await sessions.release(request.graphs);
      return { reply: { kind: 'released' }, transfer: [] };
    default:
      return unreachable(request);
  }
}

function toFailure(error: unknown): WorkerReply {
  if (error instanceof GraphRefused) return { kind: 'refused', graph: error.graph, failures: error.failures };
  if (error instanceof MemoryExhausted) return { kind: 'memory exhausted', message: error.message };
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

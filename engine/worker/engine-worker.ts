/** Entry of a worker thread: answers one request after the other; the only thread that meets ONNX Runtime. */
import { parentPort, workerData } from 'node:worker_threads';
import { unreachable } from '../../domain/unreachable.js';
import { createCpuClock } from './cpu-clock.js';
import { encodeRows } from './encode-rows.js';
import { MemoryExhausted } from './memory-exhausted.js';
import { GraphRefused } from './open-session.js';
import { buffersOf } from './protocol.js';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './protocol.js';
import { createRememberedOutputs } from './remembered-outputs.js';
import { runProgram } from './run-program.js';
import type { ProgramRunner } from './run-program.js';
import { createSessions } from './sessions.js';

/** A prompt of 128 tokens takes 26 MB where the vocabulary has 50,304 tokens. */
const mostRememberedBytes = 64 * 2 ** 20;

interface Answer {
  readonly reply: WorkerReply;
  readonly transfer: readonly ArrayBuffer[];
}

async function answer(runner: ProgramRunner, request: WorkerRequest): Promise<Answer> {
  const { sessions } = runner;
  const before = sessions.secondsInside;
  switch (request.kind) {
    case 'open':
      return { reply: { kind: 'opened', opened: await sessions.open(request.graph) }, transfer: [] };
    case 'run': {
      const outputs = await sessions.run(request.pass);
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

function serve(): void {
  if (!parentPort) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  const runner: ProgramRunner = {
    sessions: createSessions(settings, createCpuClock(settings.threads)),
    remembered: createRememberedOutputs(mostRememberedBytes),
  };
  port.on('message', (request: WorkerRequest) => {
    answer(runner, request).then(
      ({ reply, transfer }) => port.postMessage(reply, transfer),
      (error: unknown) => port.postMessage(toFailure(error)),
    );
  });
}

serve();

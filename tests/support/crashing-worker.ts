/** A worker that ends instead of answering when it is asked to open a graph named "crash" or "exit". */
import { parentPort } from 'node:worker_threads';
import type { OpenedGraph, WorkerReply, WorkerRequest } from '../../engine/worker/protocol.js';

const opened: OpenedGraph = { inputs: [], outputs: [], provider: 'cpu', failures: [] };

function answer(request: WorkerRequest): WorkerReply {
  if (request.kind !== 'open') return { kind: 'released' };
  if (request.graph === 'crash') throw new Error('out of memory');
  if (request.graph === 'exit') process.exit(3);
  return { kind: 'opened', opened };
}

parentPort?.on('message', (request: WorkerRequest) => parentPort?.postMessage(answer(request)));

/** A worker that ends instead of answering when it is asked to open a graph named "crash" or "exit". */
import { parentPort } from 'node:worker_threads';
import type { WorkerRequest } from '../../engine/worker/protocol.js';

parentPort?.on('message', (request: WorkerRequest) => {
  if (request.kind === 'open' && request.graph === 'crash') throw new Error('out of memory');
  if (request.kind === 'open' && request.graph === 'exit') process.exit(3);
  parentPort?.postMessage({ kind: 'released' });
});

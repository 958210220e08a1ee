/** Entry of a worker thread: answers one request after the other; the only thread that meets ONNX Runtime. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerRequest } from './answer-request.js';
import { createCpuClock } from './cpu-clock.js';
import type { WorkerRequest, WorkerSettings } from './protocol.js';
import { createRememberedOutputs } from './remembered-outputs.js';
import type { ProgramRunner } from './run-program.js';
import { createSessions } from './sessions.js';

/** A prompt of 128 tokens takes 26 MB where the vocabulary has 50,304 tokens. */
const mostRememberedBytes = 64 * 2 ** 20;

function serve(): void {
  if (!parentPort) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const settings = workerData as WorkerSettings;
  const runner: ProgramRunner = {
    sessions: createSessions(settings, createCpuClock(settings.threads)),
    remembered: createRememberedOutputs(mostRememberedBytes),
  };
  port.on('message', (request: WorkerRequest) => {
    void answerRequest(runner, request).then(({ reply, transfer }) => port.postMessage(reply, transfer));
  });
}

serve();

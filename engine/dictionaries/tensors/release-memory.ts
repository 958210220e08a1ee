/** Gives the memory of large arrays back at once. */
import { MessageChannel } from 'node:worker_threads';

/**
 * Frees what the array holds and leaves it empty, as if it had been sent to another thread. The garbage collector does not
 * count array buffers among what presses it: two matrices of a dictionary would be in memory where there is room for one.
 */
export function releaseMemory({ buffer }: Float32Array): void {
  if (!(buffer instanceof ArrayBuffer)) throw new Error('memory that threads share cannot be released');
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(null, [buffer]);
  port1.close();
}

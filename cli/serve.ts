/** Serves until a signal asks it to stop, and then ends what runs before it returns. */
import { once } from 'node:events';
import { listenForInterruption } from './interrupt.js';
import type { Surroundings } from './run-command.js';

/** Calls `onListening` with the address, such as http://127.0.0.1:4000, as soon as requests are answered. */
export async function serve({ config }: Surroundings, onListening: (address: string) => void): Promise<void> {
  const interruption = listenForInterruption();
  // Loaded only here: what serves takes half a second that the other commands need not wait for.
  const { openApp } = await import('../server/app.js');
  try {
    const app = await openApp(config);
    try {
      onListening(await app.listen());
      if (!interruption.signal.aborted) await once(interruption.signal, 'abort');
    } finally {
      await app.close();
    }
  } finally {
    interruption.stopListening();
  }
}

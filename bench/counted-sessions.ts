/** Sessions that count what crosses the bus: the bytes that are fed from the machine's memory and that come back to it. */
import type { ProviderName } from '../engine/index.js';
import { createCpuClock } from '../engine/worker/cpu-clock.js';
import { createSession } from '../engine/worker/session-factory.js';
import type { SessionFactory } from '../engine/worker/session-factory.js';
import { createSessions } from '../engine/worker/sessions.js';
import type { Sessions } from '../engine/worker/sessions.js';

export interface CountedSessions {
  readonly sessions: Sessions;
  readonly crossed: { fedBytes: number; fetchedBytes: number };
  close(): Promise<void>;
}

type Session = Awaited<ReturnType<SessionFactory>>;
type Feeds = Parameters<Session['run']>[0];

/** @param tensors whether those that may stay on the device do so, or are copied back and forth */
export function countedSessions(provider: ProviderName, tensors: 'stay' | 'are copied'): CountedSessions {
  const crossed = { fedBytes: 0, fetchedBytes: 0 };
  const created: Session[] = [];
  const create: SessionFactory = async (graph, { preferredOutputLocation, ...options }) => {
    const session = await createSession(graph, {
      ...options,
      ...(tensors === 'stay' && preferredOutputLocation && { preferredOutputLocation }),
    });
    created.push(session);
    const run = session.run.bind(session);
    return Object.assign(session, {
      run: async (feeds: Feeds, fetches: readonly string[]) => {
        crossed.fedBytes += bytesHere(feeds);
        const outputs = await run(feeds, fetches);
        crossed.fetchedBytes += bytesHere(outputs);
        return outputs;
      },
    });
  };
  return {
    sessions: createSessions({ providers: [provider], threads: 1 }, createCpuClock(1), create),
    crossed,
    async close() {
      for (const session of created) await session.release();
    },
  };
}

function bytesHere(tensors: Feeds): number {
  return Object.values(tensors)
    .filter(({ location }) => location === 'cpu')
    .reduce((sum, { data }) => sum + (ArrayBuffer.isView(data) ? data.byteLength : 0), 0);
}

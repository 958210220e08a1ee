/** Tests an execution provider in a thread of its own, which ends with the test. */
import type { DeviceSettings } from './worker/protocol.js';
import type { ProviderName } from './engine.js';
import type { SelfTest } from './worker/self-test.js';
import type { SelfTestQuestion, SelfTestReply } from './worker/self-test-worker.js';
import { createWorkerHost } from './worker/worker-host.js';

/** Throws, with the reason, when the provider does not work here. */
export type ProviderTest = (provider: ProviderName) => Promise<SelfTest>;

const entry = new URL('./worker/self-test-worker.js', import.meta.url);

export function createProviderTest({ threads, deviceId }: DeviceSettings): ProviderTest {
  return async (provider) => {
    const settings = { providers: [provider], threads, deviceId };
    const host = createWorkerHost<SelfTestQuestion, SelfTestReply>({ settings, entry });
    try {
      const reply = await host.ask({ provider });
      if (reply.kind === 'failed') throw new Error(reply.reason);
      return reply.result;
    } finally {
      await host.close();
    }
  };
}

/** What a process that startStoreProcess starts can do. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { migrations } from '../../migrations/index.js';
import { openStore } from '../../store/open-store.js';
import type { Store } from '../../store/store.js';
import { sampleColumns, sampleHarvestRecord, samplePool, writeSampleFeatures } from './sample-harvest.js';

const [task, folder, ...args] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const input = createInterface({ input: process.stdin });
const nextInput = async (): Promise<string> => String((await once(input, 'line'))[0]);

const tasks: Readonly<Record<string, (store: Store) => Promise<void>>> = {
  /** Adds a corpus for every line it gets: `name`. Says `true` or `false`. */
  async add({ corpora }) {
    say('ready');
    for (;;) {
      const name = await nextInput();
      if (name === 'end') return;
      say(String(corpora.add({ name, documents: process.pid, digest: 'x' })));
    }
  },

  /** Counts a job's progress up, as often as the argument says. */
  async count({ jobs }) {
    const [id, times] = args;
    say('ready');
    await nextInput();
    for (let i = 0; i < Number(times); i++) jobs.update(id, (job) => ({ ...job, progress: job.progress + 1 }));
    say('done');
  },

  /** Publishes a harvest. */
  async publish({ harvests }) {
    const writer = harvests.createWriter(args[0], 20);
    writeSampleFeatures(writer, 20);
    const digest = await writer.finish(sampleColumns(20), samplePool);
    harvests.publish([sampleHarvestRecord({ id: args[0], digest })]);
    say(digest);
  },

  /** Writes features of a snapshot for ever. */
  async writeForever({ harvests }) {
    const writer = harvests.createWriter(args[0], 2 ** 30);
    for (;;) {
      writeSampleFeatures(offset(writer), 500);
      say('wrote');
      await new Promise(setImmediate);
    }
  },

  /** Finishes a snapshot, and waits. */
  async finishOnly({ harvests }) {
    const writer = harvests.createWriter(args[0], 20);
    writeSampleFeatures(writer, 20);
    await writer.finish(sampleColumns(20), samplePool);
    say('finished');
    await nextInput();
  },

  /** Leaves unfinished things of all other kinds behind, and waits. */
  async leaveUnfinished({ corpora, tokenFiles, blobs }) {
    const never = new Promise<never>(() => undefined);
    async function* documents() {
      yield { id: 'a', text: 'b', tokenIds: [1], repeatsBos: true };
      await never;
    }
    void corpora.write(documents());
    void tokenFiles.write('c', 't', { vocabularySize: 10, documents: documents() });
    void blobs.createFolder(blobs.modelFolder('m'), () => never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    say('waiting');
    await nextInput();
  },
};

/** A writer whose features go on where the last call ended. */
function offset(writer: Parameters<typeof writeSampleFeatures>[0]): typeof writer {
  const base = nextFeature;
  nextFeature += 500;
  return Object.assign(Object.create(writer) as typeof writer, {
    addFeature: (...[index, feature, tokens]: Parameters<typeof writer.addFeature>) =>
      writer.addFeature(base + index, feature, tokens),
  });
}
let nextFeature = 0;

const store = await openStore(folder, { migrations });
await tasks[task](store);
await store.close();
input.close();

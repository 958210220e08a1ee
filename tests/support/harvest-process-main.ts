/**
 * A process that harvests the workbench's dictionaries with a slow made-up engine, goes on with what another one left, and
 * prints the digests. It kills itself at the moment that its second argument names: `batch 7`, `feature 3`, `publish` or
 * `published`.
 */
import { input, openWorkbench } from './harvest-workbench.js';
import { syntheticEngine } from './synthetic-engine.js';

const [folder, moment = 'never', number = '0'] = process.argv.slice(2);

let passed = 0;
function dieAt(place: string): void {
  if (place === moment && ++passed > Number(number)) process.kill(process.pid, 'SIGKILL');
}

const bench = await openWorkbench({
  folder,
  engine: syntheticEngine({ delayMs: 8, onBatch: () => dieAt('batch') }),
  harvestTuning: { batchPositions: 224, shardPositions: 150, checkpointIntervalMs: 0, pairLimit: 64 },
});
const { store, jobs } = bench;
const { createWriter, publish } = store.harvests;
store.harvests.createWriter = (id, features) => {
  const writer = createWriter.call(store.harvests, id, features);
  const { addFeature } = writer;
  writer.addFeature = (...args) => {
    dieAt('feature');
    addFeature.apply(writer, args);
  };
  return writer;
};
store.harvests.publish = (records) => {
  dieAt('publish');
  publish.call(store.harvests, records);
  dieAt('published');
};

const queued = jobs.startHarvest({ ...input, contextTokens: 100 });
process.stdout.write(`${queued.id}\n`);
const job = await jobs.run(queued.id);
const digests = job.results.map(({ key }) => store.harvests.get(key)?.digest);
process.stdout.write(`${JSON.stringify({ id: job.id, state: job.state, error: job.error, digests })}\n`);
await bench.close();

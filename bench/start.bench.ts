/** How long a server takes to be ready, and how much memory it takes, with many large dictionaries registered. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import type { BenchRow } from './bench-row.js';
import { atMost } from './bench-row.js';
import { firstMessage } from './child.js';
import { addHarvested, imaginedModel } from './imagined-harvests.js';
import { inTemporaryFolder } from './temporary-folder.js';

const dictionaries = 30;
const features = 32_768;
const starts = 5;

export function benchStart(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    await fillStore(folder);
    const measured: Start[] = [];
    for (let start = 0; start < starts; start++) measured.push(await measureStart(folder));
    const medianOf = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    return [
      atMost(
        {
          what: 'start to ready, 30 harvested dictionaries of 32,768 features, median of 5',
          value: medianOf(measured.map(({ seconds }) => seconds)),
          unit: 's',
        },
        1.5,
      ),
      atMost(
        {
          what: 'resident memory then, before any model is loaded',
          value: medianOf(measured.map(({ megabytes }) => megabytes)),
          unit: 'MB',
        },
        200,
      ),
    ];
  });
}

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

/** From the fork to the first answer of /readyz. */
async function measureStart(folder: string): Promise<Start> {
  const startedAt = performance.now();
  const server = fork(fileURLToPath(new URL('./served.js', import.meta.url)), [folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const address = await firstMessage<string>(server);
  const response = await fetch(new URL('/readyz', address));
  if (response.status !== 200) throw new Error(`/readyz answered ${response.status}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const megabytes = residentMegabytes(server.pid);
  server.send('close');
  await new Promise((resolve) => server.once('exit', resolve));
  return { seconds, megabytes };
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) / 1024;
}

async function fillStore(folder: string): Promise<void> {
  const { store, close } = await openServices(benchConfig(folder));
  store.models.add(imaginedModel);
  for (let number = 0; number < dictionaries; number++) await addHarvested(store, { number, features });
  await close();
}

/** How long a server takes to be ready, and how much memory it takes, with many large dictionaries registered. */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DictionaryRecord } from '../domain/dictionary.js';
import type { ModelRecord } from '../domain/model.js';
import { openServices } from '../server/open-services.js';
import type { FeatureColumns, Store } from '../store/store.js';
import { createRandom } from '../domain/seeded-random.js';
import { benchConfig } from './bench-config.js';
import type { BenchRow } from './bench-row.js';
import { atMost } from './bench-row.js';
import { firstMessage } from './child.js';
import { sampleFeature } from './sample-features.js';
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
  store.models.add(modelRecord);
  for (let number = 0; number < dictionaries; number++) await addHarvested(store, number);
  await close();
}

const modelRecord: ModelRecord = {
  name: 'model',
  architecture: 'gpt_neox',
  layers: 6,
  width: 512,
  vocabularySize: 50_304,
  contextLength: 2048,
  digest: 'a'.repeat(64),
  tokenizerDigest: 'b'.repeat(64),
  hookPoints: [],
  graphFile: 'model.onnx',
};

async function addHarvested(store: Store, number: number): Promise<void> {
  const dictionary = `model/mlp_out.3/${number}_${features}`;
  store.dictionaries.add({ ...dictionaryRecord, name: dictionary });
  const id = `snapshot-${number}`;
  const writer = store.harvests.createWriter(id, features);
  const feature = sampleFeature(createRandom(number));
  for (let index = 0; index < features; index++) writer.addFeature(index, feature, [index % 1000]);
  const digest = await writer.finish(sampleColumns(number), []);
  store.harvests.publish([
    {
      ...{
        id,
        dictionary,
        digest,
        dictionaryDigest: dictionaryRecord.digest,
        corpus: 'corpus',
        corpusDigest: 'd'.repeat(64),
      },
      ...{ tokenFile: 'none', tokens: 1e6, dead: 0, over10Percent: 0, finishedAt: new Date(0).toISOString() },
      options: { contextsPerFeature: 32, windowTokens: 64, contextTokens: 1024, includeSpecialTokens: false },
    },
  ]);
}

const dictionaryRecord: DictionaryRecord = {
  name: '',
  model: 'model',
  hookPoint: 'mlp_out.3',
  outputHookPoint: 'mlp_out.3',
  architecture: 'STANDARD',
  size: features,
  width: 512,
  digest: 'c'.repeat(64),
  forward: { subtractsDecoderBias: true },
  provenance: { format: 'made up', files: [], tensors: [], folds: [], config: null },
};

function sampleColumns(seed: number): FeatureColumns {
  const random = createRandom(seed);
  return {
    firings_F: Float64Array.from({ length: features }, () => Math.floor(1e4 * random())),
    maxActivation_F: Float32Array.from({ length: features }, random),
    meanActivation_F: Float64Array.from({ length: features }, random),
    topTokenShare_F: Float64Array.from({ length: features }, random),
    tokensFor90Percent_F: new Uint32Array(features).fill(3),
  };
}

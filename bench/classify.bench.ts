/** What classifying 100 statements of 20 tokens costs beside running the model on them. */
import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ProbeRecord } from '../domain/classifier.js';
import type { Prompt } from '../domain/prompt.js';
import { createRandom } from '../domain/seeded-random.js';
import { openServices, type OpenServices } from '../server/open-services.js';
import { filesOfModel } from '../services/inference/files.js';
import { toTokenBatch } from '../services/inference/token-batch.js';
import { benchConfig } from './bench-config.js';
import { atMost, reported, type BenchRow } from './bench-row.js';
import { inTemporaryFolder } from './temporary-folder.js';

const demo = fileURLToPath(new URL('../../demo/', import.meta.url));
const [statements, tokens, rounds] = [100, 20, 15];
const hookPoint = 'resid_post.3';

/** Both take turns, and the best of each counts: whatever else runs on the machine only adds. */
export function benchClassify(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const opened = await openServices(benchConfig(folder));
    try {
      return await measure(opened);
    } finally {
      await opened.close();
    }
  });
}

async function measure({ services, store, engine }: OpenServices): Promise<BenchRow[]> {
  const model = await services.imports.importModel({ folder: `${demo}models/demo`, name: 'demo' });
  store.classifiers.add(probeOf({ modelDigest: model.digest, tokenizerDigest: model.tokenizerDigest }, model.width));
  const sequences = drawSequences(model.vocabularySize);
  const prompts = sequences.map((tokenIds): Prompt => ({ kind: 'tokenIds', tokenIds: Array.from(tokenIds) }));
  const signal = signalOfMany();
  const [files, batch] = [filesOfModel(store, model), toTokenBatch(sequences)];
  let [forward, classify] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    forward = Math.min(forward, await secondsOf(() => engine.readActivations(files, [hookPoint], batch, signal)));
    const asker = { signal: signalOfMany() };
    const ask = () => services.classifiers.classify({ classifier: 'probe', prompts }, asker);
    classify = Math.min(classify, await secondsOf(ask));
  }
  const what = `${statements} statements of ${tokens} tokens`;
  return [
    reported({ what: `${what}: the model's forward pass, activations fetched`, value: forward, unit: 's' }),
    reported({ what: `${what}: classify, with the evidence of every token`, value: classify, unit: 's' }),
    atMost({ what: 'classify beside the forward pass', value: classify / forward, unit: 'times' }, 1.3),
  ];
}

/** Which weights it has makes no difference to the time. */
function probeOf(digests: Pick<ProbeRecord, 'modelDigest' | 'tokenizerDigest'>, width: number): ProbeRecord {
  const random = createRandom(3);
  return {
    ...{ name: 'probe', kind: 'LOGISTIC', model: 'demo', ...digests, hookPoint, pooling: 'MEAN' },
    ...{ dataset: 'none', datasetDigest: '', positiveLabel: '1', negativeLabel: '0' },
    ...{ division: { splitBy: null, seed: 0 }, threshold: 0, calibration: { slope: 1, intercept: 0 } },
    weights_D: Array.from({ length: width }, () => Math.fround(random() - 0.5)),
    ...{ bias: 0, c: 1, converged: true, iterations: 1, input: {}, digest: '', version: '', createdAt: '' },
    fitting: { solver: 'none', maxGradient: null, triedC: null, parts: noParts },
  };
}

const noRows = { positive: 0, negative: 0 };
const noParts = { fit: noRows, calibrate: noRows, test: noRows };

function drawSequences(vocabularySize: number): Int32Array[] {
  const random = createRandom(4);
  return Array.from({ length: statements }, () =>
    Int32Array.from({ length: tokens }, () => Math.floor(random() * vocabularySize)),
  );
}

/** Every prompt listens to it. */
function signalOfMany(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

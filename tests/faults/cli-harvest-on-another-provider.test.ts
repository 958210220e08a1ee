/** An interrupted harvest whose execution provider cannot be used any more, at the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEngine, openTokenizer, type Encoder, type Engine } from '../../engine/index.js';
import { migrations } from '../../migrations/index.js';
import { createJobService } from '../../services/jobs/job-service.js';
import { createTokenizers } from '../../services/tokenizers.js';
import { openStore } from '../../store/open-store.js';
import { changeProvider } from '../support/change-checkpoint.js';
import { demoImports, mlpDictionary } from '../support/demo-files.js';
import { limits } from '../support/open-services.js';
import { saeql, startSaeql } from '../support/saeql.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const data = join(temporaryFolder(), 'data');
const command = ['harvest', mlpDictionary, '--corpus', 'demo', '--max-tokens', '4000', '--data', data, '--json'];
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface HarvestDocument {
  readonly digest: string;
  readonly provider: string | null;
}
const resultOf = (stdout: string): HarvestDocument => (JSON.parse(stdout).results as HarvestDocument[])[0];

/** An engine that calls this before the eighth batch of a harvest, half of the way, when several checkpoints are written. */
function engineThatStops(stop: () => void): Engine {
  const engine = createEngine({ providers: ['cpu'], threads: 1 });
  async function openEncoder(...files: Parameters<Engine['openEncoder']>): Promise<Encoder> {
    const encoder = await engine.openEncoder(...files);
    let batches = 0;
    const encode: Encoder['encode'] = (batch, signal) => {
      if (++batches === 8) stop();
      return encoder.encode(batch, signal);
    };
    return { ...encoder, encode };
  }
  return { ...engine, openEncoder };
}

/** Harvests the same as the command, and is stopped in the middle. */
async function interruptHarvest(): Promise<void> {
  const store = await openStore(data, { migrations });
  const interruption = new AbortController();
  const engine = engineThatStops(() => interruption.abort());
  const harvestTuning = { batchPositions: 256, shardPositions: 256, checkpointIntervalMs: 0 };
  const tokenizers = createTokenizers({ store, read: openTokenizer });
  const jobs = createJobService({ store, engine, tokenizers, log: quiet, limits, harvestTuning });
  const job = jobs.startHarvest({
    ...{ dictionaries: [mlpDictionary], corpus: 'demo', maxTokens: 4000 },
    ...{ contextsPerFeature: 32, windowTokens: 64, includeSpecialTokens: false },
  });
  const { state } = await jobs.run(job.id, { signal: interruption.signal });
  assert.equal(state, 'QUEUED');
  await engine.close();
  await store.close();
}

test('is refused with what to do, stays as it is, and goes on where the provider can be used', async () => {
  for (const args of [demoImports.model, demoImports.corpus, demoImports.mlpDictionary])
    assert.equal((await saeql(...args, '--data', data)).status, 0);
  await interruptHarvest();
  assert.equal(changeProvider(data, 'webgpu'), 'cpu');

  const refused = await startSaeql(command, { SAEQL_PROVIDER: 'cpu' }).finished;
  assert.equal(changeProvider(data, 'cpu'), 'webgpu');
  const gone = await startSaeql(command, { SAEQL_PROVIDER: 'cpu' }).finished;
  const anew = await startSaeql(command, { SAEQL_PROVIDER: 'cpu' }).finished;

  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /HARVEST_PROVIDER_UNAVAILABLE/);
  assert.match(refused.stderr, /begun on webgpu and could go on only with cpu/);
  assert.match(refused.stderr, /SAEQL_PROVIDER=webgpu/);
  assert.equal(gone.status, 0, gone.stderr);
  assert.deepEqual(
    [resultOf(gone.stdout).provider, resultOf(gone.stdout).digest],
    ['cpu', resultOf(anew.stdout).digest],
  );
});

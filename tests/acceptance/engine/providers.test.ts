/** What is asked of a provider that this machine has not, by sessions of the CPU that stand in for it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { InferenceSession } from 'onnxruntime-node';
import { createEngine } from '../../../engine/index.js';
import { GraphRefused, openSession } from '../../../engine/worker/open-session.js';
import { testProvider } from '../../../engine/worker/self-test.js';
import { createSession } from '../../../engine/worker/session-factory.js';
import type { SessionFactory } from '../../../engine/worker/session-factory.js';
import { expectError } from '../../support/expect-error.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** So that CUDA fails on a machine that has it, too. */
const absentDevice = 99;

type Providers = InferenceSession.SessionOptions['executionProviders'];

const graph = join(fixture('models/gpt-neox'), 'model.onnx');
const isCpu = (providers: Providers): boolean => providers?.[0] === 'cpu';

/** Sessions that the CPU runs, whatever provider is asked for; for others than the CPU what they compute may be changed. */
function standIn(change: (values: Float32Array) => void = () => undefined) {
  const asked: Providers[] = [];
  const create: SessionFactory = async (of, options) => {
    asked.push(options.executionProviders);
    const session = await createSession(of, { ...options, executionProviders: ['cpu'] });
    if (isCpu(options.executionProviders)) return session;
    const run = session.run.bind(session) as (feeds: InferenceSession.FeedsType) => ReturnType<InferenceSession['run']>;
    return Object.assign(session, {
      async run(feeds: InferenceSession.FeedsType) {
        const results = await run(feeds);
        for (const { data } of Object.values(results)) change(data as Float32Array);
        return results;
      },
    });
  };
  return { create, asked };
}

/** As the binding of this package behaves where the library of CUDA is not installed. */
const withoutCuda: SessionFactory = (of, options) =>
  isCpu(options.executionProviders)
    ? createSession(of, options)
    : Promise.reject(new Error('OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library'));

const toOpen = { source: graph, returns: undefined };

describe('a graph', () => {
  test('is opened by the first provider that can, with the device that was set', async () => {
    const { create, asked } = standIn();

    const { opened, session } = await openSession(
      toOpen,
      { providers: ['cuda', 'cpu'], threads: 1, deviceId: 3 },
      create,
    );

    assert.deepEqual([opened.provider, opened.failures], ['cuda', []]);
    assert.deepEqual(asked, [[{ name: 'cuda', deviceId: 3 }]]);
    await session.release();
  });

  test('is opened by the next provider where one fails, which is told', async () => {
    const { opened, session } = await openSession(toOpen, { providers: ['cuda', 'cpu'], threads: 1 }, withoutCuda);

    assert.equal(opened.provider, 'cpu');
    assert.match(opened.failures[0].reason, /Failed to load shared library/);
    await session.release();
  });

  test('is refused where no provider is left', async () => {
    const settings = { providers: ['cuda'], threads: 1 } as const;

    await assert.rejects(() => openSession(toOpen, settings, withoutCuda), GraphRefused);
  });
});

describe('the test of a provider', () => {
  const settings = { threads: 1 };

  test('is passed by one that computes what the CPU computes, and takes the time', async () => {
    const { milliseconds, cpuMilliseconds } = await testProvider('cuda', settings, standIn().create);

    assert.ok(milliseconds > 0 && cpuMilliseconds > 0);
  });

  test('is not passed by one that rounds to ten bits, as TF32 does', async () => {
    const rounding = standIn((values) => {
      const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
      bits.forEach((word, n) => (bits[n] = word & ~0x1fff));
    });

    await assert.rejects(() => testProvider('cuda', settings, rounding.create), /differ from the CPU's by 0\.00/);
  });

  test('is not passed by one that gives what is not a number', async () => {
    const broken = standIn((values) => (values[5] = NaN));

    await assert.rejects(() => testProvider('cuda', settings, broken.create), /differ from the CPU's by NaN/);
  });

  test('fails with the reason where no session can be created', async () => {
    await assert.rejects(() => testProvider('cuda', settings, withoutCuda), /Failed to load shared library/);
  });
});

describe('an engine that may use CUDA only, where there is none', () => {
  const folder = temporaryFolder();

  test('says so when it is asked, and refuses to open a model', async (t) => {
    const model = await copyModel(fixture('models/gpt-neox'), folder);
    const engine = createEngine({ providers: ['cuda'], threads: 1, deviceId: absentDevice });
    t.after(() => engine.close());

    const [cuda] = await engine.tryProviders();

    assert.deepEqual([cuda.name, cuda.available, cuda.inUse], ['cuda', false, false]);
    assert.match(cuda.reason ?? '', /cuda/i, 'the runtime was asked for it, and refuses');
    await expectError(() => engine.nextTokenLoss_BT(model, tokenBatch([[1, 2]])), 'PROVIDER_UNAVAILABLE', {
      message: /cuda: /,
    });
  });

  test('runs a model that is to run on the CPU', async (t) => {
    const model = await copyModel(fixture('models/gpt-neox'), join(folder, 'other'));
    const providerOf = { [model.model.name]: 'cpu' } as const;
    const engine = createEngine({ providers: ['cuda'], providerOf, threads: 1, deviceId: absentDevice });
    t.after(() => engine.close());

    assert.equal((await engine.nextTokenLoss_BT(model, tokenBatch([[1, 2]]))).length, 1);
    assert.equal(engine.loaded[0].provider, 'cpu');
  });
});

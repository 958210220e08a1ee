/** A real llama-like model and a real dictionary, against what PyTorch computed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { DictionaryRecord } from '../../../domain/dictionary.js';
import { layerHookPointKinds } from '../../../domain/hook-point.js';
import { writeDictionaryWeights } from '../../../engine/dictionaries/canonical-weights.js';
import { readDictionary } from '../../../engine/dictionaries/read-dictionary.js';
import { createEngine } from '../../../engine/index.js';
import type { DictionaryFiles, Engine, ModelFiles } from '../../../engine/index.js';
import { openModelGraph, toFedBatches } from '../../../engine/models/model-graph.js';
import { createGraphRunner } from '../../../engine/worker/graph-runner.js';
import { createWorkerHost } from '../../../engine/worker/worker-host.js';
import { copyModel, tokenBatch } from '../../support/models.js';
import { hasRealData, stories260k } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

interface ModelValues {
  readonly tokenIds: readonly number[];
  readonly activations_first8positions_first4dims: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly loss: number;
  readonly lastLogits: readonly number[];
}

interface DictionaryValues {
  readonly activations: readonly {
    readonly tokenIds: readonly number[];
    readonly nonzero: readonly (readonly [position: number, feature: number, value: number])[];
  }[];
}

interface ReferenceFile {
  readonly model: { readonly real: ModelValues };
  readonly dictionaries: Readonly<Record<string, DictionaryValues>>;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(stories260k, file), 'utf8')) as T;

/** The reference is printed with five decimals; the rest is for float32 sums of 64 to 172 products in another order. */
const tolerance = 2e-5;
const dictionaryName = 'real/mlp_out.2/0_512';

if (!hasRealData) console.log(`SKIPPED: no real data at ${stories260k}`);

describe('stories260k', { skip: !hasRealData }, () => {
  const folder = temporaryFolder();
  let engine: Engine;
  let model: ModelFiles;
  let reference: ReferenceFile;
  let contexts: readonly (readonly number[])[];

  before(async () => {
    reference = readJson('reference.json');
    contexts = readJson('heldout.json');
    model = await copyModel(join(stories260k, 'model'), join(folder, 'model'));
    engine = createEngine({ providers: ['cpu'], threads: 1 });
  });
  after(() => engine.close());

  async function importDictionary(): Promise<DictionaryFiles> {
    const imported = await readDictionary(join(stories260k, 'dictionaries', dictionaryName));
    const target = join(folder, 'dictionary');
    await writeDictionaryWeights(target, imported);
    await imported.close();
    const { architecture, size, width, forward, provenance } = imported;
    const dictionary: DictionaryRecord = {
      architecture,
      size,
      width,
      forward,
      name: dictionaryName,
      model: model.model.name,
      hookPoint: 'mlp_out.2',
      outputHookPoint: 'mlp_out.2',
      digest: 'test',
      provenance,
    };
    return { folder: target, dictionary };
  }

  test('has all hook points in each of its five layers', () => {
    const names = model.model.hookPoints.map(({ name }) => name);
    const expected = Array.from({ length: 5 }, (_, layer) => layerHookPointKinds.map((kind) => `${kind}.${layer}`));

    assert.deepEqual(names, ['embed', ...expected.flat()]);
    const hidden = model.model.hookPoints.filter(({ kind }) => kind === 'mlp_hidden').map(({ width }) => width);
    assert.deepEqual(hidden, [172, 172, 172, 172, 172]);
  });

  test('has the activations of the reference', async () => {
    const { tokenIds, activations_first8positions_first4dims: expected } = reference.model.real;
    const names = Object.keys(expected);

    const activations = await engine.readActivations(model, names, tokenBatch([tokenIds]));

    names.forEach((name, at) =>
      expected[name].forEach((values, t) =>
        values.forEach((value, d) => {
          const difference = Math.abs(activations[at][t * 64 + d] - value);
          assert.ok(difference <= tolerance, `${name} at ${t}, ${d} differs by ${difference}`);
        }),
      ),
    );
  });

  test('has hook points that add up: every contribution to the residual stream is found', async () => {
    const names = ['resid_pre.3', 'attn_out.3', 'resid_mid.3', 'mlp_out.3', 'resid_post.3'];

    const [pre, attention, mid, mlp, post] = await engine.readActivations(model, names, tokenBatch([contexts[0]]));

    pre.forEach((value, at) => {
      assert.equal(Math.fround(value + attention[at]), mid[at]);
      assert.equal(Math.fround(mid[at] + mlp[at]), post[at]);
    });
  });

  test('has the loss of the reference', async () => {
    const { tokenIds, loss } = reference.model.real;

    const perToken = await engine.nextTokenLoss_BT(model, tokenBatch([tokenIds]));

    const mean = perToken.reduce((sum, value) => sum + value, 0) / perToken.length;
    assert.ok(Math.abs(mean - loss) <= 1e-6, `${mean} is not ${loss}`);
  });

  test('has the last logits of the reference', async (t) => {
    const { tokenIds, lastLogits } = reference.model.real;
    const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
    t.after(() => runner.close());
    const graph = await openModelGraph(model, { outputs: ['logits'] }, runner);
    const [{ feeds }] = toFedBatches(graph, tokenBatch([tokenIds]));

    const { value } = await runner.run({ graph: graph.path, feeds, fetches: ['logits'] });

    const start = (tokenIds.length - 1) * 512;
    lastLogits.forEach((logit, at) =>
      assert.ok(Math.abs(Number(value.logits.data[start + at]) - logit) <= tolerance, `logit ${at}`),
    );
  });

  test('computes the same bits alone, among 16 sequences of unlike lengths, and with two threads', async (t) => {
    const lengths = [1, 2, 3, 5, 8, 13, 16, 17, 31, 33, 47, 64, 65, 100, 127, 128];
    const sequences = lengths.map((length, at) => contexts[at].slice(0, length));
    const names = ['attn_out.0', 'mlp_out.2', 'resid_post.4'];
    const twoThreads = createEngine({ providers: ['cpu'], threads: 2 });
    t.after(() => twoThreads.close());

    const together = await engine.readActivations(model, names, tokenBatch(sequences));
    const withTwo = await twoThreads.readActivations(model, names, tokenBatch(sequences));

    for (const [b, sequence] of sequences.entries()) {
      const alone = await engine.readActivations(model, names, tokenBatch([sequence]));
      alone.forEach((values, at) => {
        const start = b * 128 * 64;
        assert.deepEqual(
          together[at].subarray(start, start + values.length),
          values,
          `${names[at]} of ${sequence.length}`,
        );
        assert.deepEqual(
          withTwo[at].subarray(start, start + values.length),
          values,
          `${names[at]} of ${sequence.length}`,
        );
      });
    }
  });

  test('has the feature activations of the reference on a dictionary of dictionary_learning', async () => {
    const encoder = await engine.openEncoder(model, [await importDictionary()]);
    const { activations } = reference.dictionaries[dictionaryName];

    for (const { tokenIds, nonzero } of activations) {
      const [found] = await encoder.encode(tokenBatch([tokenIds]));

      const expected = new Map(nonzero.map(([position, feature, value]) => [`${position}/${feature}`, value]));
      const places = Array.from(found.row_N, (row, n) => `${row}/${found.feature_N[n]}`);
      places.forEach((place, n) => {
        const value = expected.get(place) ?? 0;
        const difference = Math.abs(found.activation_N[n] - value);
        assert.ok(difference <= tolerance + 1e-5 * value, `${place} differs by ${difference}`);
      });
      // A pre-activation this close to 0 may fall on the other side of it.
      const missing = nonzero.filter(([position, feature]) => !places.includes(`${position}/${feature}`));
      assert.ok(missing.every(([, , value]) => value <= 1e-5));
    }
    await encoder.close();
  });

  test('lets other work of the process go on while it runs', async () => {
    const batch = tokenBatch(contexts.slice(0, 64));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);

    await engine.nextTokenLoss_BT(model, batch);
    clearInterval(timer);

    assert.ok(longest < 50, `the event loop stood still for ${longest} ms`);
  });
});

/** Overwriting activations in a graph, against PyTorch doing the same. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { getHookPoint } from '../../../domain/hook-point.js';
import { openModelGraph, toFedBatches } from '../../../engine/models/model-graph.js';
import type { ModelGraph } from '../../../engine/models/model-graph.js';
import { nextTokenLossOutput } from '../../../engine/onnx/next-token-loss.js';
import { patchInputs } from '../../../engine/onnx/patch-tensor.js';
import { createGraphRunner } from '../../../engine/worker/graph-runner.js';
import type { Tensors } from '../../../engine/worker/protocol.js';
import { createWorkerHost } from '../../../engine/worker/worker-host.js';
import { copyModel, largestDifference, readReference, tinyModels, tokenBatch } from '../../support/models.js';
import { fixture } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** float32 sums of at most 64 products in another order than PyTorch's. */
const tolerance = 1e-5;

interface Patch {
  readonly tensor: string;
  readonly positions: readonly number[];
  readonly value: readonly number[];
}

function patchFeeds({ tensor, positions, value }: Patch, T: number): Tensors {
  const inputs = patchInputs(tensor);
  const mask = Uint8Array.from({ length: T }, (_, t) => (positions.includes(t) ? 1 : 0));
  return {
    [inputs.mask]: { type: 'bool', data: mask, dims: [1, T, 1] },
    [inputs.value]: { type: 'float32', data: Float32Array.from(value), dims: [1, 1, value.length] },
  };
}

const off = (tensor: string): Tensors => ({
  [patchInputs(tensor).mask]: { type: 'bool', data: Uint8Array.of(0), dims: [1, 1, 1] },
  [patchInputs(tensor).value]: { type: 'float32', data: Float32Array.of(0), dims: [1, 1, 1] },
});

async function lossOf(graph: ModelGraph, ids: readonly number[], patch: (T: number) => Tensors): Promise<Float32Array> {
  const base = { ...graph, opened: { ...graph.opened, inputs: graph.opened.inputs.filter(isNoPatch) } };
  const [{ batch, feeds }] = toFedBatches(base, tokenBatch([ids]));
  const pass = { graph: graph.path, feeds: { ...feeds, ...patch(batch.positions) }, fetches: [nextTokenLossOutput] };
  const { value } = await graph.runner.run(pass);
  return (value[nextTokenLossOutput].data as Float32Array).slice(0, ids.length - 1);
}

const isNoPatch = ({ name }: { readonly name: string }): boolean => !name.startsWith('saeql.');

for (const name of tinyModels) {
  describe(`patching the tiny ${name} model`, () => {
    const folder = temporaryFolder();
    const { tokenIds, loss, patched } = readReference(name);

    for (const { hookPoint, position, value, loss: patchedLoss } of patched) {
      test(`at ${hookPoint} changes nothing while the mask is off, and gives PyTorch's loss while it is on`, async (t) => {
        const files = await copyModel(fixture(`models/${name}`), join(folder, hookPoint));
        const runner = createGraphRunner(createWorkerHost({ settings: { providers: ['cpu'], threads: 1 } }));
        t.after(() => runner.close());
        const { tensor } = getHookPoint(hookPoint, files.model.hookPoints);
        const unpatched = await openModelGraph(files, { outputs: [nextTokenLossOutput] }, runner);
        const graph = await openModelGraph(files, { outputs: [nextTokenLossOutput], patches: [tensor] }, runner);

        const without = await lossOf(unpatched, tokenIds, () => ({}));
        const whenOff = await lossOf(graph, tokenIds, () => off(tensor));
        const whenOn = await lossOf(graph, tokenIds, (T) => patchFeeds({ tensor, positions: [position], value }, T));

        assert.deepEqual(whenOff, without);
        assert.ok(largestDifference(without, loss) <= tolerance);
        assert.ok(largestDifference(whenOn, patchedLoss) <= tolerance);
        assert.ok(largestDifference(whenOn, loss) > 0.01, 'the patch has an effect');
      });
    }
  });
}

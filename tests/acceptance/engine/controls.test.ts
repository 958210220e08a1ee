/** Controls of the shipped model at work: they run, and know as little as the model with its weights shuffled. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { RandomizationScheme } from '../../../domain/model.js';
import { createEngine, describeModelFolder, openTokenizer, randomizeModel } from '../../../engine/index.js';
import type { Engine } from '../../../engine/index.js';
import { findWeightMatrices } from '../../../engine/controls/find-weight-matrices.js';
import { decodeModel } from '../../../engine/onnx/decode-model.js';
import { encodeModel } from '../../../engine/onnx/encode-model.js';
import type { TensorProto } from '../../../engine/onnx/generated/onnx_pb.js';
import { indexGraph } from '../../../engine/onnx/graph-index.js';
import { drawWithoutReplacement } from '../../../domain/seeded-random.js';
import { copyModelFolder, tokenBatch } from '../../support/models.js';
import { demo } from '../../support/paths.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folders = temporaryFolder();
const source = demo('models/demo');
const documents = 48;
const tokensADocument = 64;

/** The model with the values of every weight matrix in another order: the same means and deviations, exactly. */
async function shuffleWeights(folder: string): Promise<string> {
  await copyModelFolder(source, folder);
  const path = join(folder, 'model.onnx');
  const model = decodeModel(await readFile(path), path);
  const names = new Set(findWeightMatrices(indexGraph(model.graph), path).map(({ name }) => name));
  const initializer = model.graph.initializer.map((tensor) =>
    names.has(tensor.name ?? '') ? shuffled(tensor) : tensor,
  );
  await writeFile(path, encodeModel({ ...model, graph: { ...model.graph, initializer } }));
  return folder;
}

function shuffled(tensor: TensorProto): TensorProto {
  const values = [...new Float32Array(new Uint8Array(tensor.rawData ?? []).buffer)];
  const rawData = new Uint8Array(Float32Array.from(drawWithoutReplacement(values, values.length, 5)).buffer);
  return { ...tensor, rawData };
}

describe('controls of the shipped model', () => {
  let engine: Engine;
  let sequences: number[][];
  before(async () => {
    engine = createEngine({ providers: ['cpu'], threads: 1 });
    const tokenizer = await openTokenizer(source);
    const lines = readFileSync(demo('corpus.jsonl'), 'utf8').split('\n').slice(0, documents);
    sequences = lines.map((line) => {
      const { text } = JSON.parse(line) as { text: string };
      return tokenizer.encode(text, { addSpecialTokens: true }).slice(0, tokensADocument);
    });
  });
  after(() => engine.close());

  /** Mean over all next tokens, in nats. */
  async function meanLoss(folder: string): Promise<number> {
    const { files: _, ...description } = await describeModelFolder(folder);
    const batch = tokenBatch(sequences);
    const loss_BT = await engine.nextTokenLoss_BT({ folder, model: { name: folder, ...description } }, batch);
    const losses = sequences.flatMap(({ length }, b) => [
      ...loss_BT.subarray(b * (batch.positions - 1), b * (batch.positions - 1) + length - 1),
    ]);
    return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  }

  async function draw(scheme: RandomizationScheme, seed: number): Promise<string> {
    const target = join(folders, `${scheme}-${seed}`);
    await randomizeModel({ source, graphFile: 'model.onnx', target, scheme, seed });
    return target;
  }

  test('have lost what the model knows, as much as the model with its weights shuffled', async () => {
    const trained = await meanLoss(await copyModelFolder(source, join(folders, 'trained')));
    const shuffledLoss = await meanLoss(await shuffleWeights(join(folders, 'shuffled')));
    const uniform = Math.log(1536);

    assert.ok(trained < 1 && shuffledLoss > uniform);
    // One nat: two draws of the whole model are half a nat apart (12.83 and 13.34 where the shuffled model has 12.88).
    for (const seed of [1, 2]) {
      const loss = await meanLoss(await draw('ALL', seed));
      assert.ok(Math.abs(loss - shuffledLoss) < 1, `seed ${seed}: ${loss}, shuffled ${shuffledLoss}`);
    }
    const kept = await meanLoss(await draw('KEEP_EMBEDDINGS', 1));
    assert.ok(kept > uniform && kept < shuffledLoss + 1, `embeddings kept: ${kept}`);
  });
});

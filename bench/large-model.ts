/**
 * A model and a dictionary with random weights of a large shape, registered in a store: vocabulary 50,304 and 32,768
 * features. One matrix stands for the layers, so that time goes to what is measured: the dictionary and the harvest.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBinary } from '@bufbuild/protobuf';
import type { DictionaryRecord } from '../domain/dictionary.js';
import { heldWeights, writeDictionaryWeights } from '../engine/index.js';
import { buildModel, node, tensorInfo } from '../engine/onnx/build-graph.js';
import { DataType } from '../engine/onnx/data-types.js';
import { ModelProtoSchema } from '../engine/onnx/generated/onnx_pb.js';
import { float32Tensor } from '../engine/onnx/tensor.js';
import { openServices, type OpenServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import { createRandom } from '../domain/seeded-random.js';
import { wordlessTokenizer } from './wordless-tokenizer.js';

const largeShape = { vocabulary: 50_304, width: 128, features: 32_768, documents: 800, documentTokens: 250 };

/** Pre-activations are about standard normal, so that some 50 of 32,768 features fire on a token. */
const encoderBias = -2.97;

export const largeNames = { model: 'large', corpus: 'large', dictionary: 'large/mlp_out.0/random' };

export async function registerLargeModel(folder: string): Promise<void> {
  const opened = await openServices(benchConfig(join(folder, 'data')));
  await writeModelFolder(join(folder, 'model'));
  await opened.services.imports.importModel({ folder: join(folder, 'model'), name: largeNames.model });
  await writeFile(join(folder, 'corpus.jsonl'), corpusLines());
  await opened.services.imports.importCorpus({ file: join(folder, 'corpus.jsonl'), name: largeNames.corpus });
  await registerDictionary(opened);
  await opened.close();
}

async function writeModelFolder(folder: string): Promise<void> {
  const { vocabulary, width } = largeShape;
  const random = createRandom(1);
  const graph = buildModel('large', {
    nodes: [
      node('Gather', ['embedding', 'input_ids'], ['embed']),
      node('MatMul', ['embed', 'layer'], ['mlp']),
      node('Add', ['embed', 'mlp'], ['stream']),
      node('MatMul', ['stream', 'unembedding'], ['logits']),
    ],
    inputs: [tensorInfo('input_ids', DataType.INT64, ['B', 'T'])],
    outputs: [tensorInfo('logits', DataType.FLOAT, ['B', 'T', vocabulary])],
    initializers: [
      float32Tensor('embedding', [vocabulary, width], normals(random, vocabulary * width, 1)),
      float32Tensor('layer', [width, width], normals(random, width * width, 1 / Math.sqrt(width))),
      float32Tensor('unembedding', [width, vocabulary], normals(random, vocabulary * width, 1)),
    ],
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'model.onnx'), toBinary(ModelProtoSchema, graph));
  const config = { model_type: 'gpt2', n_layer: 1, n_embd: width, n_head: 4, n_positions: 512, vocab_size: vocabulary };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'hook-points.json'), JSON.stringify({ 'mlp_out.0': 'mlp' }));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(wordlessTokenizer(vocabulary)));
}

/** Token ids as frequent as words are: the density of an id falls with its rank. */
function corpusLines(): string {
  const random = createRandom(2);
  const document = (): string => {
    const tokenIds = Array.from(
      { length: largeShape.documentTokens },
      () => Math.floor(largeShape.vocabulary ** random()) - 1,
    );
    return JSON.stringify({ tokenIds });
  };
  return Array.from({ length: largeShape.documents }, document).join('\n');
}

async function registerDictionary({ store }: OpenServices): Promise<void> {
  const { width, features } = largeShape;
  const random = createRandom(3);
  const wEnc_FD = normals(random, features * width, 1 / Math.sqrt(width));
  const weights = heldWeights({
    wEnc_FD,
    bEnc_F: new Float32Array(features).fill(encoderBias),
    wDec_FD: wEnc_FD,
    bDec_D: new Float32Array(width),
  });
  const record: DictionaryRecord = {
    name: largeNames.dictionary,
    model: largeNames.model,
    hookPoint: 'mlp_out.0',
    outputHookPoint: 'mlp_out.0',
    architecture: 'STANDARD',
    size: features,
    width,
    digest: 'f'.repeat(64),
    forward: { subtractsDecoderBias: false },
    provenance: { format: 'random', files: [], tensors: [], folds: [], config: null },
  };
  await store.blobs.createFolder(store.blobs.dictionaryFolder(record.digest), (folder) =>
    writeDictionaryWeights(folder, { size: features, width, outputWidth: width, weights }),
  );
  store.dictionaries.add(record);
}

/** Nearly normal: the sum of four uniform numbers, scaled to the deviation. */
function normals(random: () => number, count: number, deviation: number): Float32Array {
  return Float32Array.from(
    { length: count },
    () => (random() + random() + random() + random() - 2) * Math.sqrt(3) * deviation,
  );
}

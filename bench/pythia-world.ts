/** A model of Pythia-70m's shape, or another, and a dictionary of 32,768 features, registered in a store, with weights for others to read. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DictionaryRecord } from '../domain/dictionary.js';
import { createRandom } from '../domain/seeded-random.js';
import { heldWeights, writeDictionaryWeights } from '../engine/index.js';
import { openServices, type OpenServices } from '../server/open-services.js';
import { benchConfig } from './bench-config.js';
import { pythiaShape, writePythiaModel } from './pythia-model.js';
import type { TransformerShape } from './pythia-model.js';
import { wordlessTokenizer } from './wordless-tokenizer.js';

/** Three deviations below zero of a pre-activation here, so that some 40 features fire on a token. */
const encoderBias = -1.9;

export const pythiaNames = { model: 'pythia', dictionary: 'pythia/mlp_out.3/random', layer: 3 };

export interface PythiaWorld {
  /** The store. */
  readonly data: string;
  /** The ONNX file. */
  readonly model: string;
  /** float32, one after the other: wEnc_FD, bEnc_F, bDec_D. */
  readonly encoder: string;
}

export interface PythiaOptions {
  readonly shape?: TransformerShape;
  /** F. */
  readonly features?: number;
}

export async function registerPythiaWorld(folder: string, options: PythiaOptions = {}): Promise<PythiaWorld> {
  const { shape = pythiaShape, features = 32_768 } = options;
  const data = join(folder, 'data');
  const model = join(folder, 'model');
  await writePythiaModel(model, shape);
  await writeFile(join(model, 'tokenizer.json'), JSON.stringify(wordlessTokenizer(shape.vocabulary)));
  const opened = await openServices(benchConfig(data));
  await opened.services.imports.importModel({ folder: model, name: pythiaNames.model });
  const encoder = join(folder, 'encoder.f32');
  await registerDictionary(opened, encoder, { width: shape.width, features });
  await opened.close();
  return { data, model: join(model, 'model.onnx'), encoder };
}

async function registerDictionary(
  { store }: OpenServices,
  encoder: string,
  { width, features }: { readonly width: number; readonly features: number },
): Promise<void> {
  const random = createRandom(5);
  const uniform = (count: number, deviation: number): Float32Array =>
    Float32Array.from({ length: count }, () => (random() - 0.5) * Math.sqrt(12) * deviation);
  const wEnc_FD = uniform(features * width, 1 / Math.sqrt(width));
  const bEnc_F = new Float32Array(features).fill(encoderBias);
  const bDec_D = uniform(width, 0.1);
  await writeFile(encoder, Buffer.concat([wEnc_FD, bEnc_F, bDec_D].map(({ buffer }) => new Uint8Array(buffer))));
  const record: DictionaryRecord = {
    ...{ name: pythiaNames.dictionary, model: pythiaNames.model, architecture: 'STANDARD', size: features, width },
    hookPoint: `mlp_out.${pythiaNames.layer}`,
    outputHookPoint: `mlp_out.${pythiaNames.layer}`,
    digest: 'f'.repeat(64),
    forward: { subtractsDecoderBias: true },
    provenance: { format: 'random', files: [], tensors: [], folds: [], config: null },
  };
  const weights = heldWeights({ wEnc_FD, bEnc_F, wDec_FD: wEnc_FD, bDec_D });
  await store.blobs.createFolder(store.blobs.dictionaryFolder(record.digest), (target) =>
    writeDictionaryWeights(target, { size: features, width, outputWidth: width, weights }),
  );
  store.dictionaries.add(record);
}

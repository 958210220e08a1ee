/** Reads what a model's folder says about the model, and checks that its files fit together. */
import { join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import type { HookPoint } from '../../domain/hook-point.js';
import type { ModelPrecision } from '../../domain/model.js';
import type { ModelDescription } from '../engine.js';
import { DataType } from '../onnx/data-types.js';
import type { GraphModel } from '../onnx/decode-model.js';
import { indexGraph } from '../onnx/graph-index.js';
import { readModelFile } from '../onnx/read-model-file.js';
import { digestFiles } from './digest-files.js';
import { findHookPoints } from './find-hook-points.js';
import type { FoundHookPoints } from './find-hook-points.js';
import { overrideHookPoints, overridesFile, readHookPointOverrides } from './hook-point-overrides.js';
import { readJsonObject, readModelConfig } from './model-config.js';
import type { ModelConfig } from './model-config.js';
import { externalDataFiles, findGraphFile, isReadable } from './model-files.js';

const configFile = 'config.json';
const tokenizerFile = 'tokenizer.json';

/**
 * The folder holds `model.onnx` or `onnx/model.onnx`, or `model_fp16.onnx` in their place, with its external data beside it, `config.json`, `tokenizer.json`
 * and, where hook points are to be named by hand, `hook-points.json`. The digest is over the graph file and its external
 * data in the order of their names.
 *
 * @throws FILE_NOT_FOUND, MODEL_FILE_INVALID, MODEL_UNSUPPORTED, each at the file concerned
 */
export async function describeModelFolder(folder: string): Promise<ModelDescription> {
  const graphFile = await findGraphFile(folder);
  const config = await readModelConfig(join(folder, configFile));
  await readJsonObject(join(folder, tokenizerFile));
  const model = await readModelFile(join(folder, graphFile));
  const weightFiles = [graphFile, ...(await externalDataFiles(folder, graphFile, model))];
  const precision = precisionOf(model, join(folder, graphFile));
  const { architecture, layers, width, vocabularySize, contextLength } = config;
  return {
    ...{ architecture, layers, width, vocabularySize, contextLength },
    hookPoints: await hookPointsOf(folder, model, config),
    digest: await digestFiles(weightFiles.map((file) => join(folder, file))),
    tokenizerDigest: await digestFiles([join(folder, tokenizerFile)]),
    graphFile,
    ...(precision === 'FLOAT32' ? {} : { precision }),
    files: [...weightFiles, ...(await companionFiles(folder))],
  };
}

async function hookPointsOf(folder: string, model: GraphModel, config: ModelConfig): Promise<HookPoint[]> {
  const index = indexGraph(model.graph);
  const found = findHookPoints(index, config);
  const overrides = await readHookPointOverrides(folder, index, config);
  if (found) checkAgainstConfig(found, config, join(folder, configFile));
  if (found || overrides.length > 0) return overrideHookPoints(found?.hookPoints ?? [], overrides);
  throw new ResearchError('MODEL_UNSUPPORTED', `No residual stream was found in the graph of ${folder}.`, {
    at: folder,
    fix: `Export a decoder-only model with the input "input_ids" and without merged branches, or name its tensors in ${overridesFile}.`,
  });
}

/** Of the weight matrices. The runtime's CPU has no products of bfloat16 or float64 matrices with float32 ones. */
function precisionOf({ graph }: GraphModel, path: string): ModelPrecision {
  const matrices = graph.initializer.filter(({ dims }) => dims.length === 2);
  const others: readonly unknown[] = [DataType.BFLOAT16, DataType.DOUBLE];
  const tensor = matrices.find(({ dataType }) => others.includes(dataType));
  if (!tensor) return matrices.some(({ dataType }) => dataType === DataType.FLOAT16) ? 'FLOAT16' : 'FLOAT32';
  const message = `The weights "${tensor.name}" of ${path} are neither float32 nor float16.`;
  throw new ResearchError('MODEL_UNSUPPORTED', message, { at: path, fix: 'Export the model in float32 or float16.' });
}

function checkAgainstConfig(found: FoundHookPoints, config: ModelConfig, path: string): void {
  for (const key of ['layers', 'width', 'vocabularySize'] as const) {
    if (found[key] === config[key]) continue;
    const message = `${path} says ${key} ${config[key]}; the graph has ${found[key]}.`;
    throw new ResearchError('MODEL_FILE_INVALID', message, {
      at: path,
      fix: 'Use the config.json of this very model.',
    });
  }
}

/** Paths below a model's folder of the files that go with its weights. */
export async function companionFiles(folder: string): Promise<string[]> {
  const candidates = ['tokenizer_config.json', overridesFile];
  const present = await Promise.all(candidates.map((file) => isReadable(join(folder, file))));
  return [configFile, tokenizerFile, ...candidates.filter((_, at) => present[at])];
}

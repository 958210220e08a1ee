/** Reads a model's config.json: the keys of llama-like models, gpt_neox and gpt2. */
import { readFile } from 'node:fs/promises';
import { ResearchError } from '../../domain/errors.js';

export interface ModelConfig {
  /** `model_type`. */
  readonly architecture: string;
  readonly layers: number;
  /** D. */
  readonly width: number;
  readonly vocabularySize: number;
  readonly contextLength: number;
  /** Width between an MLP's two projections. */
  readonly hiddenWidth: number;
  /** Width of all attention heads together. */
  readonly headsWidth: number;
  /** Attention heads of a layer. */
  readonly heads: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** @throws FILE_NOT_FOUND, MODEL_FILE_INVALID with the key that is absent or no whole number. */
export async function readModelConfig(path: string): Promise<ModelConfig> {
  const json = await readJsonObject(path);
  const architecture = json.model_type;
  if (typeof architecture !== 'string') throw invalid(path, 'it has no "model_type"');
  const size = (...keys: string[]): number => getSize(json, keys, path);
  const width = size('hidden_size', 'n_embd');
  return {
    architecture,
    width,
    layers: size('num_hidden_layers', 'n_layer'),
    vocabularySize: size('vocab_size'),
    contextLength: size('max_position_embeddings', 'n_positions', 'n_ctx'),
    hiddenWidth: findSize(json, ['intermediate_size', 'n_inner']) ?? 4 * width,
    headsWidth: headsWidth(json, width),
    heads: findHeads(json),
  };
}

/** @throws FILE_NOT_FOUND, MODEL_FILE_INVALID */
export async function readJsonObject(path: string): Promise<Json> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ResearchError('FILE_NOT_FOUND', `${path} cannot be read.`, { at: path, cause });
  });
  const value = parsedJson(text, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(path, 'it is no JSON object');
  return value as Json;
}

function parsedJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? `it is not JSON (${cause.message})` : 'it is not JSON');
  }
}

function headsWidth(json: Json, width: number): number {
  const heads = findHeads(json);
  const headWidth = findSize(json, ['head_dim']);
  return heads !== undefined && headWidth !== undefined ? heads * headWidth : width;
}

function findHeads(json: Json): number | undefined {
  return findSize(json, ['num_attention_heads', 'n_head']);
}

function getSize(json: Json, keys: readonly string[], path: string): number {
  const size = findSize(json, keys);
  if (size === undefined) throw invalid(path, `it has no positive whole number under "${keys.join('" or "')}"`);
  return size;
}

function findSize(json: Json, keys: readonly string[]): number | undefined {
  const value = keys.map((key) => json[key]).find((found) => found !== undefined && found !== null);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}

function invalid(path: string, problem: string): ResearchError {
  return new ResearchError('MODEL_FILE_INVALID', `${path} cannot be used: ${problem}.`, { at: path });
}

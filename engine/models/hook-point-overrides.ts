/** Reads hook-points.json, by which a model's folder says itself which tensors its hook points are. */
import { join } from 'node:path';
import { ResearchError } from '../../domain/errors.js';
import { layerHookPointKinds, toHookPointName } from '../../domain/hook-point.js';
import type { HookPoint, HookPointKind } from '../../domain/hook-point.js';
import { didYouMean } from '../../domain/nearest-name.js';
import type { GraphIndex } from '../onnx/graph-index.js';
import { readJsonObject } from './model-config.js';
import type { ModelConfig } from './model-config.js';
import { isReadable } from './model-files.js';

export const overridesFile = 'hook-points.json';

/**
 * The hook points of `{"mlp_out.3": "tensor name", ...}`; none where the folder has no such file. Widths follow from
 * config.json.
 *
 * @throws MODEL_FILE_INVALID for a name that is no hook point's, or a tensor that the graph does not compute
 */
export async function readHookPointOverrides(
  folder: string,
  index: GraphIndex,
  config: ModelConfig,
): Promise<HookPoint[]> {
  const path = join(folder, overridesFile);
  if (!(await isReadable(path))) return [];
  const entries = Object.entries(await readJsonObject(path));
  return entries.map(([name, tensor]) => {
    const place = parsePlace(name, path);
    if (typeof tensor !== 'string' || !index.producers.has(tensor)) throw unknownTensor(path, name, tensor, index);
    return { ...place, width: widthOf(place.kind, config), tensor };
  });
}

/** The found hook points, replaced by those of the same name in the file; in the order of the model. */
export function overrideHookPoints(found: readonly HookPoint[], overrides: readonly HookPoint[]): HookPoint[] {
  const byName = new Map([...found, ...overrides].map((hookPoint) => [hookPoint.name, hookPoint]));
  return [...byName.values()].sort((a, b) => rank(a) - rank(b));
}

function rank({ kind, layer }: HookPoint): number {
  const kinds: readonly HookPointKind[] = layerHookPointKinds;
  return kind === 'embed' ? -1 : layer * kinds.length + kinds.indexOf(kind);
}

function parsePlace(text: string, path: string): Pick<HookPoint, 'name' | 'kind' | 'layer'> {
  const name = toHookPointName(text);
  if (name === undefined) {
    throw new ResearchError('MODEL_FILE_INVALID', `${path} names "${text}", which is no hook point.`, { at: path });
  }
  const [kind, layer] = name.split('.');
  return { name, kind: kind as HookPointKind, layer: Number(layer ?? 0) };
}

function widthOf(kind: HookPointKind, config: ModelConfig): number {
  if (kind === 'mlp_hidden') return config.hiddenWidth;
  return kind === 'attn_z' ? config.headsWidth : config.width;
}

function unknownTensor(path: string, name: string, tensor: unknown, index: GraphIndex): ResearchError {
  const hint = typeof tensor === 'string' ? didYouMean(tensor, index.producers.keys()) : '';
  const message = `${path} gives ${JSON.stringify(tensor)} for "${name}", which is no tensor of the graph.${hint}`;
  return new ResearchError('MODEL_FILE_INVALID', message, { at: path });
}

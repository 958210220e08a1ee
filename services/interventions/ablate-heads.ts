/** Whole attention heads set to nothing, or to what they are on average. */
import { ResearchError } from '../../domain/errors.js';
import { getHookPoint, hookPointName, type HookPoint } from '../../domain/hook-point.js';
import type { Intervention } from '../../domain/intervention.js';
import type { ModelRecord } from '../../domain/model.js';
import type { ActivationEdit } from '../../engine/engine.js';
import { readAttentionHeads } from '../../engine/index.js';
import type { PlacedReading } from './intervention-reading.js';

type HeadAblation = Extract<Intervention, { readonly kind: 'ablateHeads' }>;

/**
 * One edit a head: its columns of `attn_z`, before the output projection. Throws HOOK_POINT_UNKNOWN for a layer that the model
 * does not have, ARGUMENT_INVALID for such a head and for a mean over no corpus, and what the mean throws.
 */
export async function ablateHeads(ablation: HeadAblation, reading: PlacedReading): Promise<ActivationEdit[]> {
  const { options, model, at } = reading;
  const hookPoint = getHookPoint(hookPointName('attn_z', ablation.layer), model.hookPoints, `${at}.layer`);
  const count = await readAttentionHeads(options.store.blobs.modelFolder(model.digest));
  const headWidth = widthOfHead(hookPoint, count, model);
  const heads = [...new Set(ablation.heads)];
  const unknown = heads.find((head) => !Number.isInteger(head) || head < 0 || head >= count);
  if (unknown !== undefined)
    throw invalid(
      `Layer ${ablation.layer} of "${model.name}" has the heads 0 to ${count - 1}, no ${unknown}.`,
      `${at}.heads`,
    );
  const value_D =
    ablation.value === 'ZERO' ? new Float32Array(hookPoint.width) : await meanOf(ablation, hookPoint, reading);
  return heads.map((head) => {
    const values = value_D.slice(head * headWidth, (head + 1) * headWidth);
    return { kind: 'columns', hookPoint: hookPoint.name, from: head * headWidth, values, positions: undefined };
  });
}

function widthOfHead({ name, width }: HookPoint, heads: number, model: ModelRecord): number {
  if (width % heads === 0) return width / heads;
  const message = `${name} of "${model.name}" is ${width} wide, which ${heads} heads of its config.json do not share evenly.`;
  throw new ResearchError('MODEL_UNSUPPORTED', message, { at: 'interventions' });
}

async function meanOf(
  { corpus: name }: HeadAblation,
  { name: hookPoint }: HookPoint,
  { options, means, model, signal, at }: PlacedReading,
): Promise<Float32Array> {
  if (name === undefined) throw invalid('The mean of a head needs a corpus.', `${at}.corpus`);
  const corpus = options.catalog.getCorpus(name);
  return means.get({ model, corpus, hookPoint }, signal);
}

function invalid(message: string, at: string): ResearchError {
  return new ResearchError('ARGUMENT_INVALID', message, { at });
}

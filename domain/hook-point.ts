/** Hook points: the places in a model whose activations are read and written, and their names. */
import { ResearchError } from './errors.js';
import { nearestNames } from './nearest-name.js';

/** In the order in which a layer computes them. */
export const layerHookPointKinds = [
  'resid_pre',
  'attn_z',
  'attn_out',
  'resid_mid',
  'mlp_in',
  'mlp_hidden',
  'mlp_out',
  'resid_post',
] as const;
export type HookPointKind = 'embed' | (typeof layerHookPointKinds)[number];

export interface HookPoint {
  /** `embed`, or kind and layer: `mlp_out.3`. */
  readonly name: string;
  readonly kind: HookPointKind;
  /** 0 for `embed`. */
  readonly layer: number;
  readonly width: number;
  /** The ONNX tensor that it reads and writes. */
  readonly tensor: string;
}

export function hookPointName(kind: HookPointKind, layer: number): string {
  return kind === 'embed' ? 'embed' : `${kind}.${layer}`;
}

const ourName = /^(resid_pre|resid_mid|resid_post|attn_z|attn_out|mlp_in|mlp_hidden|mlp_out)\.(\d+)$/;

/** Names that other libraries give to the same places; `$1` of each pattern is the layer. */
const foreignNames: readonly (readonly [RegExp, HookPointKind])[] = [
  [/^(?:hook_embed|(?:gpt_neox\.)?embed_in|embed_tokens|model\.embed_tokens|transformer\.wte|wte)$/, 'embed'],
  [/^blocks\.(\d+)\.hook_(resid_pre)$/, 'resid_pre'],
  [/^blocks\.(\d+)\.hook_(resid_mid)$/, 'resid_mid'],
  [/^blocks\.(\d+)\.hook_(resid_post)$/, 'resid_post'],
  [/^blocks\.(\d+)\.(?:attn\.)?hook_z$/, 'attn_z'],
  [/^blocks\.(\d+)\.hook_attn_out$/, 'attn_out'],
  // TransformerLens's hook_mlp_in lies before the norm, and where attention comes first that is resid_mid.
  [/^blocks\.(\d+)\.hook_mlp_in$/, 'resid_mid'],
  [/^blocks\.(\d+)\.ln2\.hook_normalized$/, 'mlp_in'],
  [/^blocks\.(\d+)\.mlp\.hook_post$/, 'mlp_hidden'],
  [/^blocks\.(\d+)\.hook_mlp_out$/, 'mlp_out'],
  [/^(?:(?:gpt_neox|model|transformer)\.)?(?:layers|h)\.(\d+)\.mlp$/, 'mlp_out'],
  [/^(?:(?:gpt_neox|model|transformer)\.)?(?:layers|h)\.(\d+)\.(?:attention|self_attn|attn)$/, 'attn_out'],
  [/^(?:(?:gpt_neox|model|transformer)\.)?(?:layers|h)\.(\d+)$/, 'resid_post'],
];

/**
 * Our name of a hook point given by our name or by one of dictionary_learning's, SAELens's, TransformerLens's or
 * Hugging Face's module names; undefined when the text is none of these.
 */
export function toHookPointName(text: string): string | undefined {
  if (text === 'embed' || ourName.test(text)) return text;
  const layered = /^(resid_post|resid_out|attn_out|mlp_out)_layer_?(\d+)$/.exec(text);
  if (layered)
    return hookPointName(layered[1] === 'resid_out' ? 'resid_post' : (layered[1] as HookPointKind), Number(layered[2]));
  for (const [pattern, kind] of foreignNames) {
    const match = pattern.exec(text);
    if (match) return hookPointName(kind, Number(match[1] ?? 0));
  }
  return undefined;
}

/** What a module reads, given what it writes; undefined where that is no hook point. */
export function moduleInputHookPoint(name: string): string | undefined {
  const [kind, layer] = name.split('.');
  if (kind === 'mlp_out') return hookPointName('mlp_in', Number(layer));
  return kind === 'resid_post' ? hookPointName('resid_pre', Number(layer)) : undefined;
}

/** The hook point of this name among those a model has; throws HOOK_POINT_UNKNOWN with the nearest names. */
export function getHookPoint(name: string, known: readonly HookPoint[], at = 'hookPoint'): HookPoint {
  const wanted = toHookPointName(name) ?? name;
  const found = known.find((hookPoint) => hookPoint.name === wanted);
  if (found) return found;
  const nearest = nearestNames(
    wanted,
    known.map((hookPoint) => hookPoint.name),
  );
  const hint = nearest.length > 0 ? ` The nearest are ${nearest.join(', ')}.` : '';
  throw new ResearchError('HOOK_POINT_UNKNOWN', `The model has no hook point "${name}".${hint}`, { at });
}

/** Sorts hook points in the order in which a model computes them. */
export function byComputation(a: HookPoint, b: HookPoint): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ kind, layer }: HookPoint): number {
  return kind === 'embed' ? -1 : layer * layerHookPointKinds.length + layerHookPointKinds.indexOf(kind);
}

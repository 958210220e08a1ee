/** Groups what is added to the residual stream into layers of attention and MLP. */
import type { NodeProto } from '../onnx/generated/onnx_pb.js';
import { coneOf, isConstant } from '../onnx/graph-index.js';
import type { Cone, GraphIndex } from '../onnx/graph-index.js';
import type { Addition } from './residual-stream.js';

export interface Block {
  /** What the block adds to the stream. */
  readonly out: string;
  readonly cone: Cone;
}

export interface Layer {
  readonly pre: string;
  /** The stream between attention and MLP; undefined when both read the same stream (parallel residual). */
  readonly mid: string | undefined;
  readonly post: string;
  readonly attention: Block;
  readonly mlp: Block;
}

type Part = Block & { readonly isAttention: boolean };

/** Layers in order; undefined where the additions do not alternate between one attention and one MLP. */
export function findLayers(index: GraphIndex, additions: readonly Addition[]): Layer[] | undefined {
  const stream = new Set(additions.flatMap(({ before, after }) => [before, after]));
  const parts = additions.map((addition) => ({ addition, parts: partsOf(index, addition, stream) }));
  const layers: Layer[] = [];
  for (let at = 0; at < parts.length;) {
    const first = parts[at];
    const last = first.parts.length === 2 ? first : parts[at + 1];
    const both = first === last ? first.parts : [...first.parts, ...(last?.parts ?? [])];
    const attention = both.find(({ isAttention }) => isAttention);
    const mlp = both.find(({ isAttention }) => !isAttention);
    if (!attention || !mlp || both.length !== 2) return undefined;
    const between = first.addition.after;
    const mid = first !== last && mlp.cone.reached.has(between) ? between : undefined;
    layers.push({ pre: first.addition.before, mid, post: last.addition.after, attention, mlp });
    at += first === last ? 1 : 2;
  }
  return layers;
}

/** With a parallel residual both blocks are added up before they are added to the stream. */
function partsOf(index: GraphIndex, { contribution }: Addition, stream: ReadonlySet<string>): Part[] {
  const whole = toPart(index, contribution, stream);
  const node = index.producers.get(contribution);
  if (node?.opType !== 'Add' || node.input.some((input) => isConstant(index, input))) return [whole];
  const halves = node.input.map((input) => toPart(index, input, stream));
  const isSplit = halves.filter(({ isAttention }) => isAttention).length === 1;
  return isSplit && halves.every(({ cone }) => cone.reached.size > 0) ? halves : [whole];
}

function toPart(index: GraphIndex, out: string, stream: ReadonlySet<string>): Part {
  const cone = coneOf(index, out, stream);
  return { out, cone, isAttention: containsAttention(cone) };
}

const attentionOperators = new Set(['Attention', 'MultiHeadAttention', 'GroupQueryAttention']);
const attentionScope = /(^|[/.])(self_attn|self_attention|attention|attn)[/.]/;
const mlpScope = /(^|[/.])(mlp|block_sparse_moe|feed_forward)[/.]/;

/** By the exporter's scope names where it kept them; otherwise attention is where a softmax is. */
function containsAttention({ nodes }: Cone): boolean {
  const names = [...nodes].flatMap((node) => [node.name ?? '', ...node.output]);
  if (names.some((name) => attentionScope.test(name))) return true;
  if (names.some((name) => mlpScope.test(name))) return false;
  return [...nodes].some((node: NodeProto) => node.opType === 'Softmax' || attentionOperators.has(node.opType ?? ''));
}

/** Finds the tensors of a model's graph that are its hook points, by the graph's structure. */
import { hookPointName } from '../../domain/hook-point.js';
import type { HookPoint, HookPointKind } from '../../domain/hook-point.js';
import type { NodeProto } from '../onnx/generated/onnx_pb.js';
import { isConstant, matrixShape } from '../onnx/graph-index.js';
import type { GraphIndex } from '../onnx/graph-index.js';
import type { Block, Layer } from './find-layers.js';
import { findLayers } from './find-layers.js';
import type { ModelConfig } from './model-config.js';
import { findResidualStream } from './residual-stream.js';

/** What a graph shows about the model; the sizes are for comparison with config.json. */
export interface FoundHookPoints {
  readonly hookPoints: readonly HookPoint[];
  readonly layers: number;
  readonly width: number;
  readonly vocabularySize: number;
}

/**
 * `embed` is the looked-up token embedding; `attn_out` and `mlp_out` are what is added to the residual stream (behind a
 * norm of their own, where the architecture has one); `attn_z` and `mlp_hidden` are what the blocks' last projections
 * read; `mlp_in` is what the MLP's first projection reads. Undefined where the graph has no residual stream with one
 * attention and one MLP a layer.
 */
export function findHookPoints(index: GraphIndex, config: ModelConfig): FoundHookPoints | undefined {
  const stream = findResidualStream(index);
  const layers = stream && findLayers(index, stream.additions);
  if (!stream || !layers || layers.length === 0) return undefined;
  const { embed, width, vocabularySize } = stream;
  const first: HookPoint = { name: 'embed', kind: 'embed', layer: 0, width, tensor: embed };
  const rest = layers.flatMap((layer, number) => hookPointsOf(index, layer, { number, width, config }));
  return { hookPoints: [first, ...rest], layers: layers.length, width, vocabularySize };
}

interface LayerPlace {
  readonly number: number;
  readonly width: number;
  readonly config: ModelConfig;
}

function hookPointsOf(index: GraphIndex, layer: Layer, { number, width, config }: LayerPlace): HookPoint[] {
  const attention = projectionsOf(index, layer.attention);
  const mlp = projectionsOf(index, layer.mlp);
  const at = (kind: HookPointKind, tensor: string | undefined, size = width): HookPoint[] =>
    tensor === undefined ? [] : [{ name: hookPointName(kind, number), kind, layer: number, width: size, tensor }];
  return [
    ...at('resid_pre', layer.pre),
    ...at('attn_z', attention.last?.input, attention.last?.width ?? config.headsWidth),
    ...at('attn_out', layer.attention.out),
    ...at('resid_mid', layer.mid),
    ...at('mlp_in', mlp.first?.input),
    ...at('mlp_hidden', mlp.last?.input, mlp.last?.width ?? config.hiddenWidth),
    ...at('mlp_out', layer.mlp.out),
    ...at('resid_post', layer.post),
  ];
}

/** What a learned projection reads, and how wide that is. */
interface Projection {
  readonly input: string;
  readonly width: number | undefined;
}

const projectionOperators = new Set(['MatMul', 'Gemm', 'FusedMatMul', 'MatMulNBits']);

function projectionsOf(index: GraphIndex, block: Block): { first?: Projection; last?: Projection } {
  const place = (node: NodeProto): number => index.order.get(node) ?? 0;
  const projections = [...block.cone.nodes]
    .filter((node) => isProjection(index, node))
    .sort((a, b) => place(a) - place(b))
    .map((node) => toProjection(index, node));
  return { first: projections.at(0), last: projections.at(-1) };
}

function isProjection(index: GraphIndex, node: NodeProto): boolean {
  const isProduct = projectionOperators.has(node.opType ?? '');
  return isProduct && isConstant(index, node.input[1]) && !isConstant(index, node.input[0]);
}

function toProjection(index: GraphIndex, node: NodeProto): Projection {
  const shape = matrixShape(index, node.input[1]);
  if (node.opType !== 'Gemm') return { input: node.input[0], width: shape?.[0] };
  // Gemm takes two axes only, so exporters flatten [B, T, D] before it.
  const flattening = index.producers.get(node.input[0]);
  const input = flattening?.opType === 'Reshape' ? flattening.input[0] : node.input[0];
  return { input, width: isTransposed(node) ? shape?.[1] : shape?.[0] };
}

function isTransposed(gemm: NodeProto): boolean {
  return gemm.attribute.some(({ name, i }) => name === 'transB' && i === 1n);
}

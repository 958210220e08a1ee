/** Finds where the head of a language model begins: what turns each position by itself into logits. */
import { isConstant } from './graph-index.js';
import type { GraphIndex } from './graph-index.js';

/** Operators that may stand between the unembedding and the logits: biases, scales, caps, changes of type. */
const elementwise = new Set(['Add', 'Sub', 'Mul', 'Div', 'Tanh', 'Cast', 'Identity']);

/**
 * The tensor, [B, T, D], that the unembedding reads; the logits themselves where they are not made by one product with a
 * constant matrix. Everything behind it computes one position from that position alone.
 */
export function findHeadInput(index: GraphIndex, logits: string): string {
  const node = index.producers.get(logits);
  const varying = node?.input.filter((name) => !isConstant(index, name)) ?? [];
  if (!node || varying.length !== 1) return logits;
  if (node.opType === 'MatMul') return varying[0] === node.input[0] ? varying[0] : logits;
  if (!elementwise.has(node.opType ?? '')) return logits;
  const found = findHeadInput(index, varying[0]);
  return found === varying[0] ? logits : found;
}

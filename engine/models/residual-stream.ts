/** Finds the residual stream of a language model's graph: the token embedding and everything that is added to it. */
import type { NodeProto } from '../onnx/generated/onnx_pb.js';
import { coneOf, isConstant, matrixShape } from '../onnx/graph-index.js';
import type { GraphIndex } from '../onnx/graph-index.js';

export interface ResidualStream {
  /** The looked-up token embedding. */
  readonly embed: string;
  readonly vocabularySize: number;
  /** D. */
  readonly width: number;
  readonly additions: readonly Addition[];
}

/** `after = before + contribution`. */
export interface Addition {
  readonly before: string;
  readonly contribution: string;
  readonly after: string;
}

/** Operators that hand on their first input unchanged in content. */
const passing = new Set(['Identity', 'Cast', 'Dropout']);
const reshaping = new Set([...passing, 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten']);

/** The stream that starts at the embedding of `input_ids`; undefined when the graph has no such lookup. */
export function findResidualStream(index: GraphIndex): ResidualStream | undefined {
  const lookup = index.graph.node.find((node) => isTokenLookup(index, node));
  const shape = lookup && matrixShape(index, lookup.input[0]);
  if (!lookup || !shape) return undefined;
  const [vocabularySize, width] = shape;
  const embed = lookup.output[0];
  return { embed, vocabularySize, width, additions: additionsFrom(index, embed) };
}

function isTokenLookup(index: GraphIndex, node: NodeProto): boolean {
  return (
    node.opType === 'Gather' &&
    matrixShape(index, node.input[0]) !== undefined &&
    comesFromTokenIds(index, node.input[1])
  );
}

/** Whether a tensor holds the token ids that are fed, in whatever shape. */
export function comesFromTokenIds(index: GraphIndex, name: string): boolean {
  if (name === 'input_ids') return true;
  const node = index.producers.get(name);
  return node !== undefined && reshaping.has(node.opType ?? '') && comesFromTokenIds(index, node.input[0]);
}

function additionsFrom(index: GraphIndex, embed: string): Addition[] {
  const stream = new Set([embed]);
  const additions: Addition[] = [];
  for (let next = findNext(index, embed, stream); next; next = findNext(index, next.after, stream)) {
    // Positions and scales come between the embedding and the first layer; the stream starts behind them.
    if (next.contribution !== undefined) additions.push({ ...next, contribution: next.contribution });
    else if (additions.length > 0) break;
    stream.add(next.after);
  }
  return additions;
}

interface Step {
  readonly before: string;
  /** Undefined where what is added or multiplied does not depend on the stream. */
  readonly contribution: string | undefined;
  readonly after: string;
}

function findNext(index: GraphIndex, current: string, stream: Set<string>): Step | undefined {
  const names = aliasesOf(index, current);
  for (const name of names) stream.add(name);
  const steps = names.flatMap((name) => (index.consumers.get(name) ?? []).flatMap((node) => toStep(index, name, node)));
  const described = steps.map(({ operand, after }) => {
    const dependsOnStream = coneOf(index, operand, stream).reached.size > 0;
    return { before: current, contribution: dependsOnStream ? operand : undefined, after };
  });
  return described.find(({ contribution }) => contribution !== undefined) ?? described[0];
}

/** A node that adds something to the stream or scales it by a constant, as the other operand and the result. */
function toStep(index: GraphIndex, name: string, node: NodeProto): { operand: string; after: string }[] {
  const operand = node.input.slice(0, 2).find((input) => input !== name);
  if (operand === undefined || !node.input.slice(0, 2).includes(name)) return [];
  const constant = isConstant(index, operand);
  const isSum = node.opType === 'Add' && !constant;
  const isScale = node.opType === 'Mul' && constant;
  return isSum || isScale ? [{ operand, after: node.output[0] }] : [];
}

function aliasesOf(index: GraphIndex, name: string): string[] {
  const copies = (index.consumers.get(name) ?? []).filter((node) => passing.has(node.opType ?? ''));
  return [name, ...copies.flatMap((node) => aliasesOf(index, node.output[0]))];
}

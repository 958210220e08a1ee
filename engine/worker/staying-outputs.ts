/** Decides which outputs of a graph stay on the device that computes them. */
import { DataType } from '../onnx/data-types.js';
import type { GraphProto } from '../onnx/generated/onnx_pb.js';
import { readModelFile } from '../onnx/read-model-file.js';
import type { BuiltGraph } from './built-graphs.js';

/** Where a graph comes from: the path of its file, or the graph itself. */
export type GraphSource = string | BuiltGraph;

/**
 * Names of the float32 outputs that are not said to come back; they must be known before the graph is opened, since the runtime
 * wants to be told then. Throws as `readModelFile`.
 */
export async function stayingOutputs(source: GraphSource, returns: readonly string[]): Promise<string[]> {
  const { output } = await graphOf(source);
  const names = output.filter(isFloat32).map(({ name = '' }) => name);
  return names.filter((name) => !returns.includes(name));
}

async function graphOf(source: GraphSource): Promise<GraphProto> {
  if (typeof source === 'string') return (await readModelFile(source)).graph;
  if (!source.model.graph) throw new Error(`${source.name} has no graph`);
  return source.model.graph;
}

function isFloat32({ type }: GraphProto['output'][number]): boolean {
  return type?.value.case === 'tensorType' && type.value.value.elemType === DataType.FLOAT;
}

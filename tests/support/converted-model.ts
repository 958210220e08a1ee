/** Turns a model's folder into what converters of ONNX files to float16 make of it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { node, tensorInfo } from '../../engine/onnx/build-graph.js';
import { DataType } from '../../engine/onnx/data-types.js';
import { decodeModel } from '../../engine/onnx/decode-model.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import type { GraphProto, NodeProto, ValueInfoProto } from '../../engine/onnx/generated/onnx_pb.js';
import { tensorTypesOf } from '../../engine/onnx/tensor-types.js';
import { halveModel } from './half-model.js';

export interface ConvertedModel {
  readonly graphFile: string;
  /** Operators that stay in float32, with casts around each. */
  readonly wideOperators: readonly string[];
}

/**
 * Inputs and outputs stay float32. As converters do it, every cast stands at the end of the graph, behind the nodes that read
 * it, and is called like the tensor beside it.
 */
export async function convertModel(folder: string, { graphFile, wideOperators }: ConvertedModel): Promise<void> {
  await halveModel(folder, { logits: 'float16', graphFile });
  const path = join(folder, graphFile);
  const model = decodeModel(await readFile(path), path);
  const withWide = widenOperators(model.graph, new Set(wideOperators));
  await writeFile(path, encodeModel({ ...model, graph: widenEnds(withWide) }));
}

const isHalf = ({ type }: ValueInfoProto): boolean =>
  type?.value.case === 'tensorType' && type.value.value.elemType === DataType.FLOAT16;

function cast(from: string, name: string, to: DataType): NodeProto {
  return { ...node('Cast', [from], [name], { to }), name: `cast of ${from} to ${name}` };
}

function widenOperators(graph: GraphProto, wide: ReadonlySet<string>): GraphProto {
  const types = tensorTypesOf(graph);
  const halfIn = (name: string): boolean => types.get(name) === DataType.FLOAT16;
  const casts: NodeProto[] = [];
  const nodes = graph.node.map((original) => {
    if (!wide.has(original.opType ?? '')) return original;
    const input = original.input.map((name, at) => {
      if (!halfIn(name)) return name;
      const made = `${original.name}_input_cast_${at}`;
      casts.push(cast(name, made, DataType.FLOAT));
      return made;
    });
    const output = original.output.map((name, at) => {
      if (!halfIn(name)) return name;
      const made = `${original.name}_output_cast_${at}`;
      casts.push(cast(made, name, DataType.FLOAT16));
      return made;
    });
    return { ...original, input, output };
  });
  return { ...graph, node: [...nodes, ...casts] };
}

function widenEnds(graph: GraphProto): GraphProto {
  const inputs = graph.input.filter(isHalf).map(({ name }) => name ?? '');
  const outputs = graph.output.filter(isHalf).map(({ name }) => name ?? '');
  const inside = new Map([
    ...inputs.map((name, at) => [name, `graph_input_cast_${at}`] as const),
    ...outputs.map((name, at) => [name, `graph_output_cast_${at}`] as const),
  ]);
  const renamed = (names: readonly string[]): string[] => names.map((name) => inside.get(name) ?? name);
  const nodes = graph.node.map((each) => ({ ...each, input: renamed(each.input), output: renamed(each.output) }));
  const casts = [
    ...inputs.map((name) => cast(name, inside.get(name) ?? '', DataType.FLOAT16)),
    ...outputs.map((name) => cast(inside.get(name) ?? '', name, DataType.FLOAT)),
  ];
  const wide = (info: ValueInfoProto): ValueInfoProto => (isHalf(info) ? withFloat32(info) : info);
  return { ...graph, node: [...nodes, ...casts], input: graph.input.map(wide), output: graph.output.map(wide) };
}

function withFloat32(info: ValueInfoProto): ValueInfoProto {
  const tensor = info.type?.value.case === 'tensorType' ? info.type.value.value : undefined;
  return {
    ...tensorInfo(info.name ?? '', DataType.FLOAT),
    type: { ...info.type!, value: { case: 'tensorType', value: { ...tensor!, elemType: DataType.FLOAT } } },
  };
}

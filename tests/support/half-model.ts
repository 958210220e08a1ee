/** Turns a model's folder into one of float16, as `torch.half` and converters of ONNX files do. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { float16Value, signedFloat16Bits, toFloat16 } from '../../domain/float16.js';
import { findConstantValue } from '../../engine/controls/find-weight-matrices.js';
import { valuesOf } from '../../engine/controls/matrix-values.js';
import { WeightFiles } from '../../engine/controls/weight-files.js';
import { node, tensorInfo } from '../../engine/onnx/build-graph.js';
import { DataType } from '../../engine/onnx/data-types.js';
import { encodeModel } from '../../engine/onnx/encode-model.js';
import type {
  AttributeProto,
  GraphProto,
  NodeProto,
  TensorProto,
  ValueInfoProto,
} from '../../engine/onnx/generated/onnx_pb.js';
import { readModelFile } from '../../engine/onnx/read-model-file.js';

export interface HalvedModel {
  /** float32: the logits are cast at the end. float16: they leave as they are computed. */
  readonly logits: 'float32' | 'float16';
  readonly graphFile?: string;
}

/** The nearest number that float16 has. */
const roundToHalf = (value: number): number => float16Value(signedFloat16Bits(value));

/** Rewrites the graph file: weights, constants, casts, caches and everything between them in float16. */
export async function halveModel(
  folder: string,
  { logits, graphFile = 'model.onnx' }: HalvedModel = { logits: 'float32' },
): Promise<void> {
  await rewrite(folder, graphFile, async (graph, halve) => {
    const nodes = await Promise.all(graph.node.map((each) => halvedNode(each, halve)));
    const halved = {
      ...graph,
      initializer: await Promise.all(graph.initializer.map(halve)),
      node: nodes,
      input: graph.input.map(halvedInfo),
      output: graph.output.map(halvedInfo),
      valueInfo: [],
    };
    return logits === 'float16' ? halved : withFloat32Logits(halved);
  });
}

/** Rewrites the graph file with the weights rounded to numbers of float16, and left in float32. */
export async function roundModel(folder: string, graphFile = 'model.onnx'): Promise<void> {
  await rewrite(folder, graphFile, async (graph, _, round) => ({
    ...graph,
    initializer: await Promise.all(graph.initializer.map(round)),
    node: await Promise.all(graph.node.map((each) => withConstant(each, round))),
  }));
}

type Rewrite = (tensor: TensorProto) => Promise<TensorProto>;

async function rewrite(
  folder: string,
  graphFile: string,
  change: (graph: GraphProto, halve: Rewrite, round: Rewrite) => Promise<GraphProto>,
): Promise<void> {
  const path = join(folder, graphFile);
  const model = await readModelFile(path);
  const files = new WeightFiles(dirname(path));
  const valuesIn = async (tensor: TensorProto): Promise<Float32Array | undefined> => {
    if (tensor.dataType !== DataType.FLOAT) return undefined;
    const values = valuesOf(tensor, files);
    const all = new Float32Array(values.count);
    if (all.length > 0) await values.readInto(all, 0);
    return all;
  };
  const halve: Rewrite = async (tensor) => {
    const values = await valuesIn(tensor);
    return values ? held(tensor, DataType.FLOAT16, toFloat16(values)) : inlined(tensor, files);
  };
  const round: Rewrite = async (tensor) => {
    const values = await valuesIn(tensor);
    return values ? held(tensor, DataType.FLOAT, values.map(roundToHalf)) : inlined(tensor, files);
  };
  try {
    await writeFile(path, encodeModel({ ...model, graph: await change(model.graph, halve, round) }));
  } finally {
    await files.close();
  }
}

function held(tensor: TensorProto, dataType: DataType, { buffer }: Uint16Array | Float32Array): TensorProto {
  const { dataLocation: _, ...rest } = tensor;
  return { ...rest, dataType, rawData: new Uint8Array(buffer), floatData: [], externalData: [] } as TensorProto;
}

/** What lies in the file that is written anew must move with it. */
async function inlined(tensor: TensorProto, files: WeightFiles): Promise<TensorProto> {
  const { location, offset, length } = Object.fromEntries(tensor.externalData.map(({ key, value }) => [key, value]));
  if (location === undefined) return tensor;
  const bytes = new Uint8Array(Number(length));
  await files.readInto(bytes, location, Number(offset ?? 0));
  const { dataLocation: _, ...rest } = tensor;
  return { ...rest, rawData: bytes, externalData: [] } as unknown as TensorProto;
}

async function halvedNode(original: NodeProto, halve: Rewrite): Promise<NodeProto> {
  const constant = await withConstant(original, halve);
  if (original.opType !== 'Cast') return constant;
  const attribute = constant.attribute.map((each): AttributeProto =>
    each.name === 'to' && each.i === BigInt(DataType.FLOAT) ? { ...each, i: BigInt(DataType.FLOAT16) } : each,
  );
  return { ...constant, attribute };
}

async function withConstant(original: NodeProto, change: Rewrite): Promise<NodeProto> {
  if (!findConstantValue(original) && original.opType !== 'ConstantOfShape') return original;
  const attribute = await Promise.all(
    original.attribute.map(async (each) => (each.t ? { ...each, t: await change(each.t) } : each)),
  );
  return { ...original, attribute };
}

function halvedInfo(info: ValueInfoProto): ValueInfoProto {
  const tensor = info.type?.value.case === 'tensorType' ? info.type.value.value : undefined;
  if (tensor?.elemType !== DataType.FLOAT) return info;
  return {
    ...info,
    type: { ...info.type!, value: { case: 'tensorType', value: { ...tensor, elemType: DataType.FLOAT16 } } },
  };
}

function withFloat32Logits(graph: GraphProto): GraphProto {
  const half = 'logits_half';
  const nodes = graph.node.map((each) => ({
    ...each,
    output: each.output.map((name) => (name === 'logits' ? half : name)),
  }));
  const output = graph.output.map((info) => (info.name === 'logits' ? tensorInfo('logits', DataType.FLOAT) : info));
  const widening = { ...node('Cast', [half], ['logits'], { to: DataType.FLOAT }), name: 'graph_output_cast' };
  return { ...graph, node: [...nodes, widening], output };
}

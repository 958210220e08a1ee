/** Makes the float16 tensors that go from one segment of a graph to the next go as float32. */
import { node, tensorInfo } from './build-graph.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import type { ValueInfoProto } from './generated/onnx_pb.js';

/** The name under which a tensor is on its way. */
const carried = (tensor: string): string => `saeql.carried:${tensor}`;

/**
 * The segment with its outputs of float16, and those inputs that other segments give, cast: exact, both ways. Newer versions of
 * Node have an array type of float16, which the binding of ONNX Runtime does not take.
 */
export function carryAsFloat32(segment: GraphModel, given: readonly string[]): GraphModel {
  const { graph } = segment;
  const halvesAmong = (infos: readonly ValueInfoProto[]): string[] =>
    infos.filter(isHalf).map(({ name }) => name ?? '');
  const inputs = new Set(halvesAmong(graph.input).filter((name) => given.includes(name)));
  const outputs = new Set(halvesAmong(graph.output));
  if (inputs.size + outputs.size === 0) return segment;
  const narrowing = [...inputs].map((name) => node('Cast', [carried(name)], [name], { to: DataType.FLOAT16 }));
  const widening = [...outputs].map((name) => node('Cast', [name], [carried(name)], { to: DataType.FLOAT }));
  return {
    ...segment,
    graph: {
      ...graph,
      node: [...narrowing, ...graph.node, ...widening],
      input: graph.input.map((info) => asCarried(info, inputs)),
      output: graph.output.map((info) => asCarried(info, outputs)),
    },
  };
}

function isHalf({ type }: ValueInfoProto): boolean {
  return type?.value.case === 'tensorType' && type.value.value.elemType === DataType.FLOAT16;
}

function asCarried(info: ValueInfoProto, halves: ReadonlySet<string>): ValueInfoProto {
  const { name = '' } = info;
  return halves.has(name) ? tensorInfo(carried(name), DataType.FLOAT) : info;
}

/** Splits a graph at tensors into segments that run one after the other, so that each tensor can be changed in between. */
import { ResearchError } from '../../domain/errors.js';
import { tensorInfo } from './build-graph.js';
import { carryAsFloat32 } from './carry-as-float32.js';
import { DataType } from './data-types.js';
import type { GraphModel } from './decode-model.js';
import type { NodeProto, TensorProto } from './generated/onnx_pb.js';
import { tensorsReadBy } from './graph-edges.js';
import { sliceGraph } from './slice-graph.js';
import { tensorTypesOf } from './tensor-types.js';
import type { TensorTypes } from './tensor-types.js';

export interface SplitOptions {
  /** Computed tensors in an order in which none depends on a later one. */
  readonly at: readonly string[];
  /** What the segments together are for. */
  readonly outputs: readonly string[];
}

/**
 * One segment more than tensors. Segment k holds what depends on the k-th tensor (from 1) and on none behind it. It
 * writes the next tensor of the split, those of the outputs that it computes, and its share of the frontier: what later
 * segments read besides the tensors of the split. Tensors go from segment to segment by their names, float16 as float32. Nodes that use no
 * weight matrix (masks, positions, shapes) are repeated in every segment that needs them, since their results may be
 * larger than what they are made from. A segment in which there is nothing to compute has no outputs.
 *
 * @throws MODEL_UNSUPPORTED for a frontier of other types than float32, float16, int64, int32 and bool; a plain Error for tensors
 * in another order
 */
export function splitGraph(model: GraphModel, { at, outputs }: SplitOptions): GraphModel[] {
  const whole = sliceGraph(model, { outputs: [...new Set([...outputs, ...at])] });
  const places = placeTensors(whole, at);
  const types = tensorTypesOf(model.graph);
  const wanted = new Set([...outputs, ...at]);
  return Array.from({ length: at.length + 1 }, (_, segment) => {
    const writes = writtenBy(places, segment, wanted);
    const cuts = readBy(whole, places, segment);
    const sliced = sliceGraph(withTypes(whole, types, [...new Set([...writes, ...cuts])]), {
      outputs: writes,
      cuts: cuts.map((name) => tensorInfo(name, types.get(name) ?? DataType.FLOAT)),
    });
    return carryAsFloat32(sliced, cuts);
  });
}

interface Place {
  readonly segment: number;
  /** Differs from run to run. */
  readonly varies: boolean;
  /** A matrix of weights went into it. */
  readonly isWeighted: boolean;
}

interface Places {
  /** Where each tensor is computed. */
  readonly computed: ReadonlyMap<string, Place>;
  /** Where it can be read: behind its change for the tensors of the split, otherwise where it is computed. */
  readonly read: (name: string) => Place;
  /** Whether it is changed on its way to those who read it. */
  readonly isChanged: (name: string) => boolean;
  /** The last segment that reads it. */
  readonly lastReader: ReadonlyMap<string, number>;
}

const crosses = ({ varies, isWeighted }: Place): boolean => varies && isWeighted;

function placeTensors({ graph }: GraphModel, at: readonly string[]): Places {
  const computed = new Map<string, Place>(
    graph.initializer.map((tensor) => [tensor.name ?? '', constantPlace(tensor)]),
  );
  const changed = new Map(at.map((name, index) => [name, { segment: index + 1, varies: true, isWeighted: true }]));
  const lastReader = new Map<string, number>();
  const read = (name: string): Place => changed.get(name) ?? computed.get(name) ?? inputPlace;
  for (const node of graph.node) {
    const inputs = tensorsReadBy(node);
    const place = joinedPlace(inputs.map(read));
    for (const name of node.output) if (name !== '') computed.set(name, place);
    if (crosses(place)) for (const name of inputs) setLarger(lastReader, name, place.segment);
  }
  at.forEach((name, index) => {
    const segment = computed.get(name)?.segment;
    if (segment === undefined) throw new Error(`no node computes the tensor "${name}"`);
    if (segment > index) throw new Error(`"${name}" depends on a tensor that stands behind it in the split`);
  });
  return { computed, read, lastReader, isChanged: (name) => changed.has(name) };
}

const inputPlace: Place = { segment: 0, varies: true, isWeighted: false };

function constantPlace({ dims }: TensorProto): Place {
  return { segment: 0, varies: false, isWeighted: dims.filter((size) => size > 1n).length >= 2 };
}

function joinedPlace(inputs: readonly Place[]): Place {
  return {
    segment: Math.max(0, ...inputs.map(({ segment }) => segment)),
    varies: inputs.some(({ varies }) => varies),
    isWeighted: inputs.some(({ isWeighted }) => isWeighted),
  };
}

function setLarger(largest: Map<string, number>, name: string, value: number): void {
  largest.set(name, Math.max(largest.get(name) ?? 0, value));
}

function writtenBy({ computed, lastReader }: Places, segment: number, wanted: ReadonlySet<string>): string[] {
  const isWritten = (name: string, place: Place): boolean =>
    wanted.has(name) || (crosses(place) && (lastReader.get(name) ?? 0) > segment);
  return [...computed]
    .filter(([name, place]) => place.segment === segment && isWritten(name, place))
    .map(([name]) => name);
}

/** Tensors that a segment is fed besides the model's own inputs. */
function readBy({ graph }: GraphModel, { read, isChanged }: Places, segment: number): string[] {
  const placeOf = (node: NodeProto): Place => joinedPlace(tensorsReadBy(node).map(read));
  const nodes = graph.node.filter((node) => placeOf(node).segment === segment && crosses(placeOf(node)));
  const names = new Set(nodes.flatMap(tensorsReadBy));
  const isFed = (name: string): boolean => crosses(read(name)) && (isChanged(name) || read(name).segment < segment);
  return [...names].filter(isFed);
}

const carriedTypes: readonly number[] = [
  DataType.FLOAT,
  DataType.FLOAT16,
  DataType.INT64,
  DataType.INT32,
  DataType.BOOL,
];

/** The graph with the types of these tensors written down. */
function withTypes(model: GraphModel, types: TensorTypes, names: readonly string[]): GraphModel {
  const other = names.find((name) => !carriedTypes.includes(types.get(name) ?? DataType.FLOAT));
  if (other !== undefined) {
    const message = `The model cannot be split where "${other}" is read: its element type ${types.get(other)} is not float32, float16, int64, int32 or bool.`;
    throw new ResearchError('MODEL_UNSUPPORTED', message, { at: other });
  }
  const stated = new Set(names);
  const kept = model.graph.valueInfo.filter(({ name }) => !stated.has(name ?? ''));
  const added = names.map((name) => tensorInfo(name, types.get(name) ?? DataType.FLOAT));
  return { ...model, graph: { ...model.graph, output: [], valueInfo: [...kept, ...added] } };
}

/** Reads the tensors that a measuring program fetches. */
import type { TensorData, Tensors } from '../worker/protocol.js';

export function getFloat32(tensors: Tensors, name: string): Float32Array {
  return getData(tensors, name, 'float32').data;
}

export function getFloat64(tensors: Tensors, name: string): Float64Array {
  return getData(tensors, name, 'float64').data;
}

function getData<T extends TensorData['type']>(tensors: Tensors, name: string, type: T) {
  const tensor = tensors[name];
  if (tensor.type !== type) throw new Error(`"${name}" is ${tensor.type}, not ${type}`);
  return tensor as Extract<TensorData, { type: T }>;
}

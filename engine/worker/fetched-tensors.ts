/** Reads the tensors that a program fetched. */
import type { TensorData, Tensors } from './protocol.js';

/** Throws a plain Error where there is no such tensor, or one of another type; so does `getFloat64`. */
export function getFloat32(tensors: Tensors, name: string): Float32Array {
  return getData(tensors, name, 'float32').data;
}

export function getFloat64(tensors: Tensors, name: string): Float64Array {
  return getData(tensors, name, 'float64').data;
}

function getData<T extends TensorData['type']>(tensors: Tensors, name: string, type: T) {
  const tensor = tensors[name];
  if (tensor?.type !== type) throw new Error(`"${name}" is ${tensor?.type ?? 'not there'}, not ${type}`);
  return tensor as Extract<TensorData, { type: T }>;
}

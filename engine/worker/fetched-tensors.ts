/** Reads the tensors that were fetched. */
import { isOnDevice } from './held-tensors.js';
import type { HeldTensors } from './held-tensors.js';
import type { TensorData } from './protocol.js';

/** Throws a plain Error where there is no such tensor, one of another type, or one on a device; so do the others. */
export function getFloat32(tensors: HeldTensors, name: string): Float32Array {
  return getData(tensors, name, 'float32').data;
}

export function getFloat64(tensors: HeldTensors, name: string): Float64Array {
  return getData(tensors, name, 'float64').data;
}

export function getInt32(tensors: HeldTensors, name: string): Int32Array {
  return getData(tensors, name, 'int32').data;
}

function getData<T extends TensorData['type']>(tensors: HeldTensors, name: string, type: T) {
  const tensor = tensors[name];
  if (tensor === undefined) throw new Error(`"${name}" is not there`);
  if (isOnDevice(tensor)) throw new Error(`"${name}" is on a device`);
  if (tensor.type !== type) throw new Error(`"${name}" is ${tensor.type}, not ${type}`);
  return tensor as Extract<TensorData, { type: T }>;
}

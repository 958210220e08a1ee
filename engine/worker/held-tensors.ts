/** Tensors inside a worker: in the machine's memory, or on the device that computed them. */
import type { Tensor } from 'onnxruntime-node';
import type { TensorData } from './protocol.js';

/**
 * Whoever holds it last must dispose it, once. Its values are read by `Sessions.download` alone: `getData()` of the Node
 * binding ends the process.
 */
export interface DeviceTensor {
  readonly onDevice: Tensor;
  readonly dims: readonly number[];
}

export type HeldTensor = TensorData | DeviceTensor;

export type HeldTensors = Readonly<Record<string, HeldTensor>>;

export function isOnDevice(tensor: HeldTensor): tensor is DeviceTensor {
  return 'onDevice' in tensor;
}

/** Gives back what is on a device; what is in the machine's memory is left to the garbage collector. */
export function disposeAll(tensors: Iterable<HeldTensor>): void {
  for (const tensor of tensors) if (isOnDevice(tensor)) tensor.onDevice.dispose();
}

const float32Bytes = 4;

/** On a device there is float32 alone. */
export function bytesOf(tensor: HeldTensor): number {
  if (!isOnDevice(tensor)) return tensor.data.byteLength;
  return tensor.dims.reduce((product, dim) => product * dim, float32Bytes);
}

/** The only classes and functions that a pickle of plain tensors names, and what calling one yields here. */
import type { Dtype } from '../tensors/dtype.js';
import { isOfKind, isTuple } from './pickle-value.js';
import type { PickleSequence, PickleStorage, PickleTensor, PickleValue } from './pickle-value.js';

const storageTypes: ReadonlyMap<string, Dtype> = new Map([
  ['torch.DoubleStorage', 'float64'],
  ['torch.FloatStorage', 'float32'],
  ['torch.HalfStorage', 'float16'],
  ['torch.BFloat16Storage', 'bfloat16'],
  ['torch.LongStorage', 'int64'],
  ['torch.IntStorage', 'int32'],
  ['torch.ShortStorage', 'int16'],
  ['torch.CharStorage', 'int8'],
  ['torch.ByteStorage', 'uint8'],
  ['torch.BoolStorage', 'bool'],
]);

type Builder = (args: readonly PickleValue[]) => PickleValue | undefined;

const builders: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['collections.OrderedDict', (args) => (args.length === 0 ? new Map() : undefined)],
  ['torch._utils._rebuild_tensor_v2', buildTensor],
  ['torch._utils._rebuild_parameter', ([tensor]) => (isOfKind(tensor, 'tensor') ? tensor : undefined)],
]);

export function isAllowedGlobal(name: string): boolean {
  return builders.has(name) || storageTypes.has(name);
}

/** The value of a call; undefined when the name cannot be called or the arguments are not what PyTorch writes. */
export function callGlobal(name: string, args: PickleSequence): PickleValue | undefined {
  return builders.get(name)?.(args.items);
}

/** The storage of a persistent id ('storage', type, key, location, elements); undefined when it is none. */
export function toStorage(id: PickleValue): PickleStorage | undefined {
  if (!isTuple(id) || id.items.length !== 5) return undefined;
  const [tag, type, key, , elements] = id.items;
  const dtype = isOfKind(type, 'global') ? storageTypes.get(type.name) : undefined;
  if (tag !== 'storage' || !dtype || typeof key !== 'string' || !isSize(elements)) return undefined;
  return { kind: 'storage', key, dtype, elements };
}

/** Arguments: storage, storage offset, size, stride, requires_grad, hooks; newer PyTorch may add metadata. */
function buildTensor([storage, offset, size, stride]: readonly PickleValue[]): PickleTensor | undefined {
  const shape = toSizes(size);
  const strides = toSizes(stride);
  if (!isOfKind(storage, 'storage') || !isSize(offset) || !shape || shape.length !== strides?.length) return undefined;
  return { kind: 'tensor', storage, offset, shape, strides };
}

function toSizes(value: PickleValue | undefined): number[] | undefined {
  return isTuple(value) && value.items.every(isSize) ? value.items : undefined;
}

function isSize(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

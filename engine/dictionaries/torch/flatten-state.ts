/** Names the tensors and values of a nested state dict by their paths. */
import type { PlainValue } from '../tensors/tensor-file.js';
import { describePickleValue } from './pickle-value.js';
import type { PickleTensor, PickleValue } from './pickle-value.js';

export interface FlatState {
  readonly tensors: ReadonlyMap<string, PickleTensor>;
  readonly values: ReadonlyMap<string, PlainValue>;
}

/** Values refer to each other freely in a pickle: these bounds end cycles and trees that double at every level. */
const deepest = 32;
const mostValues = 200_000;

/** `state.0.exp_avg` for the tensor at state -> 0 -> exp_avg. Throws an Error that says what the value holds instead. */
export function flattenState(root: PickleValue): FlatState {
  const tensors = new Map<string, PickleTensor>();
  const values = new Map<string, PlainValue>();
  let visited = 0;

  function visit(value: PickleValue, path: readonly (string | number)[]): void {
    if (path.length > deepest) throw new Error(`holds values nested deeper than ${deepest}`);
    if (++visited > mostValues) throw new Error(`holds more than ${mostValues} values`);
    const name = path.join('.');
    if (value === null || typeof value !== 'object') put(values, name, value);
    else if (value instanceof Map) for (const [key, item] of value) visit(item, [...path, key]);
    else if (value.kind === 'tensor') put(tensors, name, value);
    else if ('items' in value) value.items.forEach((item, index) => visit(item, [...path, index]));
    else throw new Error(`holds ${describePickleValue(value)} where a tensor should be ("${name}")`);
  }

  visit(root, []);
  return { tensors, values };
}

function put<T>(map: Map<string, T>, name: string, value: T): void {
  if (map.has(name)) throw new Error(`holds two things named "${name}"`);
  map.set(name, value);
}

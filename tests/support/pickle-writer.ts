/** Pickles made by hand, instruction by instruction. */

export const op = (character: string): Buffer => Buffer.from(character, 'latin1');
export const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([op('X'), uint32(bytes.length), bytes]);
};
export const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
export const int = (value: number): Buffer => Buffer.concat([op('J'), uint32(value >>> 0)]);
export const global = (module: string, name: string): Buffer => op(`c${module}\n${name}\n`);
export const tuple = (...items: readonly Buffer[]): Buffer => Buffer.concat([op('('), ...items, op('t')]);
export const protocol2 = Buffer.from([0x80, 2]);

/** Protocol 2, the parts, STOP. */
export const pickle = (...parts: readonly Buffer[]): Buffer => Buffer.concat([protocol2, ...parts, op('.')]);

export interface WrittenTensor {
  readonly key?: string;
  readonly storage?: string;
  /** Elements of the storage. */
  readonly elements: number;
  readonly offset?: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** A tensor as torch.save writes it. */
export function tensor({ key = '0', storage = 'FloatStorage', elements, offset = 0, shape, strides }: WrittenTensor) {
  const id = tuple(text('storage'), global('torch', storage), text(key), text('cpu'), int(elements));
  const hooks = Buffer.concat([global('collections', 'OrderedDict'), op(')R')]);
  const args = [Buffer.concat([id, op('Q')]), int(offset), tuple(...shape.map(int)), tuple(...strides.map(int))];
  return Buffer.concat([global('torch._utils', '_rebuild_tensor_v2'), tuple(...args, op('\x89'), hooks), op('R')]);
}

/** A dict of named values. */
export function dict(entries: Readonly<Record<string, Buffer>>): Buffer {
  const items = Object.entries(entries).flatMap(([name, value]) => [text(name), value]);
  return Buffer.concat([op('}('), ...items, op('u')]);
}

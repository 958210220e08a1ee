/** Arrays as NumPy saves them, made by hand. */

export interface WrittenArray {
  /** NumPy's name of the element type; `<f4` when it is left out. */
  readonly descriptor?: string;
  readonly shape: readonly number[];
  readonly isColumnMajor?: boolean;
  readonly data: ArrayBufferView;
}

/** The bytes of a `.npy` file of version 1. */
export function npy({ descriptor = '<f4', shape, isColumnMajor = false, data }: WrittenArray): Buffer {
  const axes = shape.map((size) => `${size},`).join(' ');
  const order = isColumnMajor ? 'True' : 'False';
  return npyWithHeader(`{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': (${axes}), }`, data);
}

export function npyWithHeader(text: string, { buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  const padded = `${text.padEnd(117)}\n`;
  const start = Buffer.from('\x93NUMPY\x01\x00\x00\x00', 'latin1');
  start.writeUInt16LE(padded.length, 8);
  return Buffer.concat([start, Buffer.from(padded, 'latin1'), new Uint8Array(buffer, byteOffset, byteLength)]);
}

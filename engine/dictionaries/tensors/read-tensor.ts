/** Reads a stored tensor into a row-major typed array, by its strides and offset, in blocks of bounded size. */
import type { BinaryFile } from './binary-file.js';
import { elementTypes } from './dtype.js';
import { countElements, isRowMajor, rowMajorStrides, storageExtent } from './tensor-layout.js';
import type { TensorLayout } from './tensor-layout.js';

/** Bound on what is in memory besides the result. */
const mostBlockBytes = 2 ** 24;

/** float64 is rounded once to the nearest float32; the other floating-point types are exact. */
export async function readFloat32(file: BinaryFile, layout: TensorLayout): Promise<Float32Array> {
  const strides = layout.strides ?? rowMajorStrides(layout.shape);
  const values = new Float32Array(countElements(layout.shape));
  if (layout.dtype === 'float32' && littleEndian && isRowMajor(layout.shape, strides)) {
    await file.readInto(new Uint8Array(values.buffer), layout.position);
    return values;
  }
  await gather(file, layout, values);
  return values;
}

/** Exact for every type; throws DICTIONARY_FILE_INVALID for an int64 beyond 2^53. */
export async function readFloat64(file: BinaryFile, layout: TensorLayout): Promise<Float64Array> {
  const values = new Float64Array(countElements(layout.shape));
  await gather(file, layout, values);
  if (layout.dtype === 'int64' && !values.every(Number.isSafeInteger))
    throw file.invalid(`holds an integer beyond 2^53 in "${layout.name}"`);
  return values;
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** An axis of a block of a tensor: how far apart its elements are in the file and in the result, in elements. */
interface Axis {
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** A part of a tensor that starts at these elements of the file and of the result. */
interface Block {
  readonly axes: readonly Axis[];
  readonly from: number;
  readonly to: number;
}

interface Gathering {
  readonly file: BinaryFile;
  readonly layout: TensorLayout;
  readonly values: Float32Array | Float64Array;
}

async function gather(file: BinaryFile, layout: TensorLayout, values: Gathering['values']): Promise<void> {
  const { shape, strides = rowMajorStrides(shape) } = layout;
  const places = rowMajorStrides(shape);
  const axes = shape.map((length, axis) => ({ length, from: strides[axis], to: places[axis] }));
  await gatherBlock({ file, layout, values }, { axes, from: 0, to: 0 });
}

/** Halves the axis that reaches furthest in the file until a block's bytes are few enough to be read at once. */
async function gatherBlock(gathering: Gathering, block: Block): Promise<void> {
  const { file, layout } = gathering;
  const { bytes } = elementTypes[layout.dtype];
  const reach = ({ length, from }: Axis): number => (length - 1) * from;
  const extent = storageExtent(
    block.axes.map(({ length }) => length),
    block.axes.map(({ from }) => from),
  );
  if (extent === 0) return;
  if (extent * bytes <= mostBlockBytes) {
    const stored = await file.read(layout.position + block.from * bytes, extent * bytes);
    scatter(gathering, block, new DataView(stored.buffer));
    return;
  }
  const furthest = block.axes.reduce((best, axis) => (reach(axis) > reach(best) ? axis : best));
  const half = Math.ceil(furthest.length / 2);
  const withLength = (length: number): Axis[] =>
    block.axes.map((axis) => (axis === furthest ? { ...axis, length } : axis));
  await gatherBlock(gathering, { ...block, axes: withLength(half) });
  await gatherBlock(gathering, {
    axes: withLength(furthest.length - half),
    from: block.from + half * furthest.from,
    to: block.to + half * furthest.to,
  });
}

function scatter({ layout, values }: Gathering, { axes, to }: Block, stored: DataView): void {
  const { bytes, read } = elementTypes[layout.dtype];
  const { length, from: step } = axes.at(-1) ?? { length: 1, from: 0 };
  const outer = axes.slice(0, -1);
  const rows = outer.reduce((product, axis) => product * axis.length, 1);
  for (let row = 0; row < rows; row++) {
    let [source, target, rest] = [0, to, row];
    for (let axis = outer.length - 1; axis >= 0; axis--) {
      const index = rest % outer[axis].length;
      rest = Math.floor(rest / outer[axis].length);
      source += index * outer[axis].from;
      target += index * outer[axis].to;
    }
    for (let at = 0; at < length; at++) values[target + at] = read(stored, (source + at * step) * bytes);
  }
}

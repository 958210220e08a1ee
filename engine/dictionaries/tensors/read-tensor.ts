/** Reads a stored tensor into a row-major typed array, by its strides and offset, in blocks of bounded size. */
import type { BinaryFile } from './binary-file.js';
import { elementTypes, toNumbers } from './dtype.js';
import { countElements, isRowMajor, rowMajorStrides, storageExtent } from './tensor-layout.js';
import type { TensorLayout } from './tensor-layout.js';

/** Bound on what is in memory besides the result, in elements of the file. */
const mostBlockElements = 2 ** 22;
/** Rows and columns that are moved together: both the lines read and the lines written then stay in the first cache. */
const tile = 16;

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
  /** Used for one block after the other. */
  readonly buffer: Uint8Array;
}

async function gather(file: BinaryFile, layout: TensorLayout, values: Gathering['values']): Promise<void> {
  const { shape, strides = rowMajorStrides(shape) } = layout;
  const places = rowMajorStrides(shape);
  const axes = shape.map((length, axis) => ({ length, from: strides[axis], to: places[axis] }));
  const elements = Math.min(mostBlockElements, storageExtent(shape, strides));
  const buffer = new Uint8Array(elements * elementTypes[layout.dtype].bytes);
  await gatherBlock({ file, layout, values, buffer }, { axes, from: 0, to: 0 });
}

/** Halves the axis that reaches furthest in the file until a block's bytes are few enough to be read at once. */
async function gatherBlock(gathering: Gathering, block: Block): Promise<void> {
  const extent = storageExtent(
    block.axes.map(({ length }) => length),
    block.axes.map(({ from }) => from),
  );
  if (extent === 0) return;
  if (extent <= mostBlockElements) return readBlock(gathering, block, extent);
  const reach = ({ length, from }: Axis): number => (length - 1) * from;
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

async function readBlock({ file, layout, values, buffer }: Gathering, block: Block, extent: number): Promise<void> {
  const { bytes } = elementTypes[layout.dtype];
  const stored = buffer.subarray(0, extent * bytes);
  await file.readInto(stored, layout.position + block.from * bytes);
  scatterInto(values, toNumbers(layout.dtype, stored), { ...block, from: 0 });
}

function scatterInto(values: Gathering['values'], stored: Gathering['values'], { axes, from, to }: Block): void {
  const [rows, columns] = lastTwo(axes);
  const outer = axes.slice(0, -2);
  const planes = outer.reduce((product, axis) => product * axis.length, 1);
  for (let plane = 0; plane < planes; plane++) {
    let [source, target, rest] = [from, to, plane];
    for (const { length, from: step, to: place } of [...outer].reverse()) {
      source += (rest % length) * step;
      target += (rest % length) * place;
      rest = Math.floor(rest / length);
    }
    for (let row = 0; row < rows.length; row += tile)
      for (let column = 0; column < columns.length; column += tile)
        scatterTile(values, stored, {
          axes: [
            { ...rows, length: Math.min(tile, rows.length - row) },
            { ...columns, length: Math.min(tile, columns.length - column) },
          ],
          from: source + row * rows.from + column * columns.from,
          to: target + row * rows.to + column * columns.to,
        });
  }
}

const single: Axis = { length: 1, from: 0, to: 0 };

function lastTwo(axes: readonly Axis[]): readonly [Axis, Axis] {
  return [axes.at(-2) ?? single, axes.at(-1) ?? single];
}

function scatterTile(values: Gathering['values'], stored: Gathering['values'], { axes, from, to }: Block): void {
  const [rows, columns] = axes;
  for (let row = 0; row < rows.length; row++) {
    const source = from + row * rows.from;
    const target = to + row * rows.to;
    for (let column = 0; column < columns.length; column++)
      values[target + column * columns.to] = stored[source + column * columns.from];
  }
}

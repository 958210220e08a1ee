/**
 * Stored contexts as bytes: exact float32 maximum, float16 for the other activations, sparse or dense, whichever is smaller.
 *
 *   varint number of contexts, varint positions of the longest; then a context:
 *   byte   flags: 1 insertedBos, 2 dense, 4 a length of its own follows
 *   varint document, varint start, [varint positions], varint peak, float32 maximum
 *   sparse: varint number of other firing positions, then of each: varint distance to the one before less 1, float16
 *   dense:  float16 of every position but the peak
 *
 * Float16 values are scaled by the power of two that brings the maximum into [2^14, 2^15), so that a relative precision of
 * 2^-11 holds down to 2^-28 of the maximum, whatever the magnitude of the activations.
 */
import type { StoredContext } from '../../domain/context.js';
import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { DamagedRecord } from './damaged-record.js';
import { float16Bits, float16Values } from '../../domain/float16.js';

const flag = { insertedBos: 1, dense: 2, ownLength: 4 } as const;
const allFlags = 7;
const largestRecord = 2 ** 26;

/** Appends contexts; at `peak` the maximum is written, whatever the activations hold there. */
export function writeContexts(writer: ByteWriter, contexts: readonly StoredContext[]): void {
  const longest = contexts.reduce((most, { activations }) => Math.max(most, activations.length), 0);
  writer.varint(contexts.length).varint(longest);
  for (const context of contexts) writeContext(writer, context, longest);
}

/** The contexts; their activations are views of one array. Throws DamagedRecord. */
export function readContexts(reader: ByteReader): StoredContext[] {
  const count = reader.varint();
  const longest = reader.varint();
  if (count * longest > largestRecord) throw new DamagedRecord('its sizes are beyond reason');
  const activations = new Float32Array(count * longest);
  const contexts: StoredContext[] = [];
  for (let i = 0; i < count; i++) {
    contexts.push(readContext(reader, activations.subarray(i * longest, (i + 1) * longest)));
  }
  return contexts;
}

function writeContext(writer: ByteWriter, context: StoredContext, longest: number): void {
  const { activations, peak, maxActivation } = context;
  checkContext(context);
  const firing = otherFirings(context);
  const dense = denseBytes(activations.length) < sparseBytes(firing);
  const ownLength = activations.length !== longest;
  writer
    .byte((context.insertedBos ? flag.insertedBos : 0) | (dense ? flag.dense : 0) | (ownLength ? flag.ownLength : 0))
    .varint(context.document)
    .varint(context.start);
  if (ownLength) writer.varint(activations.length);
  writer.varint(peak).float32(maxActivation);
  if (dense) writeDense(writer, context);
  else writeSparse(writer, context, firing);
}

function checkContext({ activations, peak, maxActivation }: StoredContext): void {
  if (activations.length === 0 || !(peak >= 0 && peak < activations.length))
    throw new Error(`a context of ${activations.length} positions has its peak at ${peak}`);
  if (!(maxActivation >= 0 && maxActivation < Infinity)) throw new Error(`a context's maximum is ${maxActivation}`);
}

function otherFirings({ activations, peak }: StoredContext): number[] {
  const positions: number[] = [];
  for (let t = 0; t < activations.length; t++) if (t !== peak && activations[t] > 0) positions.push(t);
  return positions;
}

const denseBytes = (positions: number): number => 2 * (positions - 1);

/** At least; distances above 127 take more bytes, but then there are few of them. */
const sparseBytes = (firing: readonly number[]): number => 1 + 3 * firing.length;

function writeSparse(writer: ByteWriter, context: StoredContext, firing: readonly number[]): void {
  const scale = float16Scale(context.maxActivation);
  writer.varint(firing.length);
  let previous = -1;
  for (const t of firing) {
    writer.varint(t - previous - 1).uint16(scaledBits(context.activations[t], scale));
    previous = t;
  }
}

function writeDense(writer: ByteWriter, { activations, peak, maxActivation }: StoredContext): void {
  const scale = float16Scale(maxActivation);
  for (let t = 0; t < activations.length; t++) if (t !== peak) writer.uint16(scaledBits(activations[t], scale));
}

/** What fires must not be rounded to 0. */
function scaledBits(activation: number, scale: number): number {
  return activation > 0 ? Math.max(1, float16Bits(activation * scale)) : 0;
}

function readContext(reader: ByteReader, row: Float32Array): StoredContext {
  const flags = reader.byte();
  if (flags > allFlags) throw new DamagedRecord(`a context has the flags ${flags}`);
  const document = reader.varint();
  const start = reader.varint();
  const positions = (flags & flag.ownLength) === 0 ? row.length : reader.varint();
  const peak = reader.varint();
  if (positions > row.length || peak >= positions) throw new DamagedRecord('a context has positions beyond its end');
  const activations = positions === row.length ? row : row.subarray(0, positions);
  const maxActivation = reader.float32();
  if ((flags & flag.dense) === 0) readSparseInto(activations, maxActivation, reader);
  else readDenseInto(activations, { maxActivation, peak }, reader);
  activations[peak] = maxActivation;
  return { document, start, insertedBos: (flags & flag.insertedBos) !== 0, peak, maxActivation, activations };
}

function readSparseInto(activations: Float32Array, maximum: number, reader: ByteReader): void {
  const scale = 1 / float16Scale(maximum);
  let t = -1;
  for (let left = reader.varint(); left > 0; left--) {
    t += reader.varint() + 1;
    if (t >= activations.length) throw new DamagedRecord('a context fires beyond its end');
    activations[t] = unscaled(reader.uint16(), scale, maximum);
  }
}

function readDenseInto(
  activations: Float32Array,
  { maxActivation, peak }: { maxActivation: number; peak: number },
  reader: ByteReader,
): void {
  const scale = 1 / float16Scale(maxActivation);
  for (let t = 0; t < activations.length; t++) {
    if (t !== peak) activations[t] = unscaled(reader.uint16(), scale, maxActivation);
  }
}

/** Rounding up may lead above the maximum; the maximum is then nearer to the true value than the rounded one. */
function unscaled(bits: number, scale: number, maximum: number): number {
  const value = float16Values[bits] * scale;
  if (!(value <= maximum)) return maximum;
  return value;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** 2^14 / (the highest power of two up to the maximum); subnormal maxima are treated as the smallest normal one. */
function float16Scale(maximum: number): number {
  float[0] = maximum;
  return scales[floatBits[0] >>> 23];
}

const scales = Float64Array.from({ length: 256 }, (_, exponent) => 2 ** (14 - (Math.max(1, exponent) - 127)));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { beginRecord, sealRecord } from '../../../store/encodings/checked-record.js';
import { decodeChunkInto, encodeColumn, rowsAChunk } from '../../../store/encodings/columns.js';
import { DamagedRecord } from '../../../store/encodings/damaged-record.js';
import {
  firesInPoolCodec,
  histogramCodec,
  poolCodec,
  tokenIndexCodec,
  topTokensCodec,
} from '../../../store/encodings/feature-records.js';
import { float16Bits, float16Values } from '../../../domain/float16.js';
import { decodeJson, encodeJson } from '../../../store/encodings/json-record.js';

const plain = { noNullPrototype: true };
const uint32 = fc.nat({ max: 2 ** 32 - 1 });

test('every float16 is the nearest one to itself', () => {
  float16Values.forEach((value, bits) => assert.equal(float16Bits(value), bits));
});

test('a number becomes the nearest float16, and the even one of two that are as near', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 65504, noNaN: true }), (number) => {
      const value = Math.fround(number);
      const bits = float16Bits(value);
      const distance = (other: number) => Math.abs((float16Values[other] ?? Infinity) - value);
      for (const neighbour of [bits - 1, bits + 1]) {
        assert.ok(!(distance(neighbour) < distance(bits)));
        assert.ok(distance(neighbour) !== distance(bits) || bits % 2 === 0);
      }
    }),
    { numRuns: 2000 },
  );
});

test('histograms survive encoding, those with counts beyond 2^32 too', () => {
  const histogram = fc.record(
    {
      firstBin: fc.nat(191),
      counts: fc.array(fc.oneof(fc.constant(0), fc.maxSafeNat()), { maxLength: 192 }),
    },
    plain,
  );
  fc.assert(
    fc.property(histogram, (written) => {
      assert.deepEqual(histogramCodec.decode(histogramCodec.encode(written)), written);
    }),
  );
});

test('top tokens survive encoding; their means are float32', () => {
  const tokens = fc.array(
    fc.record({ tokenId: uint32, firings: fc.maxSafeNat(), meanActivation: fc.float({ noNaN: true, min: 0 }) }, plain),
    { maxLength: 100 },
  );
  fc.assert(
    fc.property(tokens, (written) => {
      assert.deepEqual(topTokensCodec.decode(topTokensCodec.encode(written)), written);
    }),
  );
});

test('bits survive encoding, whether few or many are set', () => {
  const bits = fc.oneof(
    fc.uint8Array({ maxLength: 64 }),
    fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 128), { maxLength: 64 }).map((bytes) => Uint8Array.from(bytes)),
  );
  fc.assert(
    fc.property(bits, (written) => {
      const record = firesInPoolCodec.encode(written);

      assert.deepEqual(firesInPoolCodec.decode(record), written);
      assert.ok(record.length <= written.length + 8);
    }),
  );
});

test('the features of a token survive encoding', () => {
  const ascending = fc.uniqueArray(uint32).map((numbers) => Uint32Array.from(numbers).sort());
  fc.assert(
    fc.property(ascending, (written) => {
      assert.deepEqual(tokenIndexCodec.decode(tokenIndexCodec.encode(written)), written);
    }),
  );
  assert.throws(() => tokenIndexCodec.encode(Uint32Array.of(3, 3)));
});

test('the windows of the pool survive encoding', () => {
  const pool = fc.array(
    fc.record(
      { document: fc.maxSafeNat(), start: uint32, insertedBos: fc.boolean(), positions: fc.nat(2 ** 20) },
      plain,
    ),
  );
  fc.assert(
    fc.property(pool, (written) => {
      assert.deepEqual(poolCodec.decode(poolCodec.encode(written)), written);
    }),
  );
});

test('columns survive encoding in chunks, bit for bit', () => {
  for (const rows of [0, 1, rowsAChunk, rowsAChunk + 1, 2 * rowsAChunk + 5]) {
    const column = Float64Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? NaN : row / 7));
    const chunks = encodeColumn(column);
    const read = new Float64Array(rows);

    chunks.forEach((record, chunk) => decodeChunkInto(read, chunk, record));

    assert.deepEqual(read, column);
    assert.equal(chunks.length, Math.ceil(rows / rowsAChunk));
  }
});

test('a chunk of another length than the column needs is noticed', () => {
  const [chunk] = encodeColumn(new Float32Array(10));

  assert.throws(() => decodeChunkInto(new Float32Array(11), 0, chunk), DamagedRecord);
  assert.throws(() => decodeChunkInto(new Float64Array(10), 0, chunk), DamagedRecord);
});

test('catalog records survive encoding, and damage to one is noticed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, difference) => {
      const record = encodeJson(value);
      assert.deepEqual(decodeJson(record), JSON.parse(JSON.stringify(value)));

      record[place % record.length] ^= difference;
      assert.throws(() => decodeJson(record), DamagedRecord);
    }),
  );
});

test('a record of an unknown version is refused, even with a CRC that fits', () => {
  const record = sealRecord(beginRecord(2).varint(0));

  assert.throws(() => topTokensCodec.decode(record), /version is 2, 1 is known/);
  assert.throws(() => decodeJson(record), /version is 2, 1 is known/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StoredContext } from '../../../domain/context.js';
import { DamagedRecord } from '../../../store/encodings/damaged-record.js';
import { sampledContextsCodec, topContextsCodec } from '../../../store/encodings/feature-records.js';

const largestFloat = 2 ** 127;

/** Any positive float32, subnormal ones too. */
const activation = fc
  .float({ min: 0, max: largestFloat, noNaN: true, noDefaultInfinity: true })
  .filter((value) => value > 0);

/** Windows of every length, silent, sparse, dense and full of ties; huge documents and starts. */
const context: fc.Arbitrary<StoredContext> = fc
  .record({
    document: fc.oneof(fc.nat(100), fc.nat({ max: 2 ** 31 - 1 }), fc.constant(2 ** 40 + 1)),
    start: fc.oneof(fc.nat(2000), fc.constant(2 ** 33)),
    insertedBos: fc.boolean(),
    positions: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(64), fc.constant(300)),
    values: fc.oneof(
      fc.array(activation, { maxLength: 4 }),
      fc.array(activation, { minLength: 40, maxLength: 64 }),
      activation.map((value) => [value, value, value]),
    ),
    places: fc.infiniteStream(fc.nat()),
  })
  .map(({ document, start, insertedBos, positions, values, places }) => {
    const activations = new Float32Array(positions);
    for (const value of values) activations[Number(places.next().value) % positions] = value;
    const maxActivation = Math.max(...activations);
    const peak = activations.indexOf(maxActivation);
    return { document, start, insertedBos, peak, maxActivation, activations };
  });

const contexts = fc.array(context, { maxLength: 6 });

/**
 * Relative 2^-11: float16 has 11 significant bits, and values are scaled so that it is normal down to 2^-28 of the maximum;
 * below that it counts in steps of 2^-38 of the maximum, and float32 in steps of 2^-149.
 */
function tolerance(value: number, maximum: number): number {
  return Math.max(value * 2 ** -11, maximum * 2 ** -38, 2 ** -149);
}

function expectSame(actual: StoredContext, expected: StoredContext): void {
  const { activations, ...place } = actual;
  const { activations: wanted, ...wantedPlace } = expected;
  assert.deepEqual(place, wantedPlace);
  assert.equal(activations.length, wanted.length);
  activations.forEach((value, t) => {
    assert.ok(Math.abs(value - wanted[t]) <= tolerance(wanted[t], expected.maxActivation), `${value} for ${wanted[t]}`);
    assert.equal(value > 0, wanted[t] > 0);
  });
}

test('contexts survive encoding: places and maxima exactly, other activations within float16', () => {
  fc.assert(
    fc.property(contexts, (written) => {
      const read = topContextsCodec.decode(topContextsCodec.encode(written));

      assert.equal(read.length, written.length);
      read.forEach((one, i) => expectSame(one, written[i]));
    }),
  );
});

test('the activation at the peak is the exact maximum, and no other is above it', () => {
  fc.assert(
    fc.property(contexts, (written) => {
      for (const { activations, peak, maxActivation } of topContextsCodec.decode(topContextsCodec.encode(written))) {
        assert.equal(activations[peak], maxActivation);
        assert.equal(Math.max(...activations), maxActivation);
      }
    }),
  );
});

test('a value that would be rounded above the maximum becomes the maximum', () => {
  const maxActivation = Math.fround(1 + 2 ** -11 + 2 ** -20);
  const activations = Float32Array.of(maxActivation, Math.fround(1 + 2 ** -11 + 2 ** -21));

  const [read] = topContextsCodec.decode(
    topContextsCodec.encode([{ document: 0, start: 0, insertedBos: false, peak: 0, maxActivation, activations }]),
  );

  assert.deepEqual([...read.activations], [maxActivation, maxActivation]);
});

test('encoding what was decoded gives the same bytes', () => {
  fc.assert(
    fc.property(contexts, (written) => {
      const record = topContextsCodec.encode(written);

      assert.deepEqual(topContextsCodec.encode(topContextsCodec.decode(record)), record);
    }),
  );
});

test('sampled contexts keep the number of firing windows', () => {
  fc.assert(
    fc.property(contexts, fc.maxSafeNat(), (written, firingWindows) => {
      const read = sampledContextsCodec.decode(sampledContextsCodec.encode({ contexts: written, firingWindows }));

      assert.equal(read.firingWindows, firingWindows);
      assert.equal(read.contexts.length, written.length);
    }),
  );
});

test('a byte that is changed anywhere in a record is noticed', () => {
  fc.assert(
    fc.property(contexts, fc.nat(), fc.integer({ min: 1, max: 255 }), (written, place, difference) => {
      const record = topContextsCodec.encode(written);
      record[place % record.length] ^= difference;

      assert.throws(() => topContextsCodec.decode(record), DamagedRecord);
    }),
  );
});

test('a record that is cut off anywhere is noticed', () => {
  fc.assert(
    fc.property(contexts, fc.nat(), (written, place) => {
      const record = topContextsCodec.encode(written);

      assert.throws(() => topContextsCodec.decode(record.subarray(0, place % record.length)), DamagedRecord);
    }),
  );
});

test('a sparse context of 64 tokens takes at most 20 bytes', () => {
  const activations = new Float32Array(64);
  activations.set([2, 3, 1], 20);
  const sparse = { document: 50_000, start: 900, insertedBos: false, peak: 21, maxActivation: 3, activations };

  const record = topContextsCodec.encode(Array.from({ length: 32 }, () => sparse));

  assert.ok(record.length <= 32 * 20 + 8, `${record.length} bytes`);
});

test('a context whose peak lies outside the window, or whose maximum is not a number, is refused', () => {
  const good = {
    document: 0,
    start: 0,
    insertedBos: false,
    peak: 0,
    maxActivation: 1,
    activations: Float32Array.of(1),
  };

  assert.throws(() => topContextsCodec.encode([{ ...good, peak: 1 }]), /peak/);
  assert.throws(() => topContextsCodec.encode([{ ...good, activations: new Float32Array(0) }]), /peak/);
  assert.throws(() => topContextsCodec.encode([{ ...good, maxActivation: NaN }]), /maximum/);
  assert.throws(() => topContextsCodec.encode([{ ...good, maxActivation: Infinity }]), /maximum/);
});

/** Every way in which a dictionary may encode and decode, run by ONNX Runtime, against PyTorch and against the definition. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { DictionaryForward } from '../../domain/dictionary.js';
import { encodeIndexSet } from '../../domain/index-set.js';
import { canonicalTensors } from '../../engine/dictionaries/canonical-weights.js';
import type { WeightSizes } from '../../engine/dictionaries/canonical-weights.js';
import type { HeldWeights } from '../../engine/dictionaries/held-weights.js';
import type { CanonicalTensor } from '../../engine/engine.js';
import { openDictionarySession, type SessionDictionary } from '../support/dictionary-session.js';
import { encodeByDefinition } from '../support/encode-by-definition.js';
import { fixture } from '../support/paths.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Arrays = Readonly<Record<CanonicalTensor | 'x' | 'features' | 'xHat', readonly number[] | undefined>>;

interface ForwardReference extends Arrays {
  /** No sum of it is rounded in float32. */
  readonly exact: boolean;
  readonly forward: DictionaryForward;
  readonly gone: readonly number[];
  readonly sizes: WeightSizes;
}

const scratch = temporaryFolder();
const names = readdirSync(fixture('dictionary-forwards')).filter((file) => file.endsWith('.json'));

function toDictionary(reference: ForwardReference): SessionDictionary {
  const { sizes, forward, gone } = reference;
  const weights = canonicalTensors.flatMap((name) => {
    const values = reference[name];
    return values ? [[name, Float32Array.from(values)]] : [];
  });
  const goneIndices = encodeIndexSet(gone, sizes.size);
  const pruning = { of: 'whole', root: 'whole', removed: gone.length, indexRange: sizes.size, goneIndices };
  return {
    ...sizes,
    forward,
    weights: Object.fromEntries(weights) as HeldWeights,
    ...(gone.length > 0 && { pruning }),
  };
}

/** The contract's tolerance, for float32 sums of at most 24 products in another order; none where nothing is rounded. */
function assertClose(found: Float32Array, wanted: readonly number[], exact: boolean): void {
  assert.equal(found.length, wanted.length);
  wanted.forEach((value, at) => {
    const tolerance = exact ? 0 : 1e-4 + 1e-5 * Math.abs(value);
    assert.ok(Math.abs(found[at] - value) <= tolerance, `${found[at]} instead of ${value} at ${at}`);
  });
}

describe('a dictionary computes what PyTorch computes from the equations', () => {
  for (const name of names)
    test(name.replace('.json', ''), async () => {
      const reference = JSON.parse(readFileSync(fixture(`dictionary-forwards/${name}`), 'utf8')) as ForwardReference;
      const session = await openDictionarySession(join(scratch, name), toDictionary(reference));
      const x_ND = Float32Array.from(reference.x!);

      const f_NF = await session.encode(x_ND);
      const xHat_ND = await session.decode(f_NF, x_ND);

      assertClose(f_NF, reference.features!, reference.exact);
      assertClose(xHat_ND, reference.xHat!, reference.exact);
      await session.close();
    });
});

test('an activation of zeros, which has no length to be scaled to, comes out as finite numbers', async () => {
  for (const name of ['constant-norm', 'layer-norm']) {
    const text = readFileSync(fixture(`dictionary-forwards/${name}.json`), 'utf8');
    const session = await openDictionarySession(
      join(scratch, name),
      toDictionary(JSON.parse(text) as ForwardReference),
    );
    const zeros = new Float32Array(8);

    const f_NF = await session.encode(zeros);
    const xHat_ND = await session.decode(f_NF, zeros);

    assert.ok([...f_NF, ...xHat_ND].every(Number.isFinite));
    await session.close();
  }
});

describe('the firings of a selecting dictionary are those of a brute-force selection, ties included', () => {
  // Small multiples of 1/2: no sum is rounded, and ties abound.
  const half = fc.integer({ min: -2, max: 2 }).map((n) => n / 2);
  const halves = (length: number) => fc.array(half, { minLength: length, maxLength: length });
  const cases = fc
    .record({
      groupSize: fc.integer({ min: 1, max: 9 }),
      k: fc.integer({ min: 1, max: 9 }),
      width: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ groupSize, k, width }) => {
      const size = groupSize * k;
      const rows = fc.array(halves(width), { minLength: 1, maxLength: 6 });
      return fc.record({
        sizes: fc.constant({ size, width, k }),
        wEnc: halves(size * width),
        bEnc: halves(size),
        x: rows,
      });
    });

  for (const kind of ['topK', 'groupMax'] as const)
    test(kind, async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(cases, async ({ sizes: { size, width, k }, wEnc, bEnc, x }) => {
          const dictionary: SessionDictionary = {
            size,
            width,
            outputWidth: width,
            forward: { subtractsDecoderBias: true, activation: { kind, k } },
            weights: {
              wEnc_FD: Float32Array.from(wEnc),
              wDec_FD: new Float32Array(size * width),
              bEnc_F: Float32Array.from(bEnc),
              bDec_D: new Float32Array(width).fill(0.5),
            },
          };
          const session = await openDictionarySession(join(scratch, `${kind}-${run++}`), dictionary);
          const f_NF = await session.encode(Float32Array.from(x.flat()));
          await session.close();
          assert.deepEqual([...f_NF], encodeByDefinition(dictionary, x).flat());
        }),
        { numRuns: 60 },
      );
    });
});

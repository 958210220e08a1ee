/** Rounding encoders to int8: codes, scales, and the file that holds both. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openCanonicalWeights, writeDictionaryWeights } from '../../../engine/dictionaries/canonical-weights.js';
import { encoderCodesTensor, encoderScales, roundToScalesInto } from '../../../engine/dictionaries/encoder-codes.js';
import { heldWeights } from '../../../engine/dictionaries/held-weights.js';
import { expectError } from '../../support/expect-error.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const width = 4;
const value = fc.float({ min: -1e3, max: 1e3, noNaN: true });
const rows = fc
  .array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 })
  .map((each) => Float32Array.from(each.flat()));

async function round(values: Float32Array) {
  const size = values.length / width;
  const wEnc_FD = values.slice();
  const scale_F = await encoderScales(wEnc_FD, size);
  await roundToScalesInto({ wEnc_FD, scale_F });
  const weights = heldWeights({
    ...{ wEnc_FD, wDec_FD: values, bEnc_F: new Float32Array(size), bDec_D: new Float32Array(width) },
    encoderScale_F: scale_F,
  });
  return { size, wEnc_FD, scale_F, weights };
}

test('a value moves by half a scale at most, and the largest of a row hardly', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      const { wEnc_FD, scale_F } = await round(values);
      values.forEach((given, at) => {
        const scale = scale_F[Math.floor(at / width)];
        // Scale and multiple are rounded to float32; the last term is for numbers below its normal ones.
        const slack = Math.abs(given) * 2 ** -22 + 64 * 2 ** -149;
        assert.ok(Math.abs(given - wEnc_FD[at]) <= scale / 2 + slack, `${given} became ${wEnc_FD[at]}`);
        assert.ok(Math.abs(wEnc_FD[at]) <= 64 * scale + slack);
      });
    }),
  );
});

test('codes times scales are the rounded rows, bit for bit, and rounding again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      const { size, wEnc_FD, scale_F, weights } = await round(values);
      const [tensor] = encoderCodesTensor({ size, width, weights });
      const code_DF = await tensor.read();
      assert.deepEqual(tensor.shape, [width, size]);
      wEnc_FD.forEach((rounded, at) => {
        const row = Math.floor(at / width);
        const code = code_DF[(at % width) * size + row];
        assert.ok(Math.abs(code) <= 64);
        assert.equal(Math.fround(code * scale_F[row]) + 0, rounded + 0);
      });
    }),
  );
});

test('rows of zeros keep a scale and codes of zero', async () => {
  const { size, wEnc_FD, scale_F, weights } = await round(new Float32Array(2 * width));
  const [tensor] = encoderCodesTensor({ size, width, weights });
  assert.deepEqual(wEnc_FD, new Float32Array(2 * width));
  assert.deepEqual(scale_F, new Float32Array(2));
  assert.deepEqual(await tensor.read(), new Int8Array(2 * width));
});

test('a file holds codes where it holds scales, and without one of the two it is refused', async () => {
  const folder = temporaryFolder();
  const { size, weights } = await round(Float32Array.of(1, -2, 3, -4, 0.5, 0.25, 0, 1));
  await writeDictionaryWeights(folder, { size, width, outputWidth: width, weights });
  const { file, layouts } = await openCanonicalWeights(folder);
  await file.close();
  assert.deepEqual(layouts.encoderCode_DF?.shape, [width, size]);
  assert.equal(layouts.encoderCode_DF?.dtype, 'int8');

  const path = join(folder, 'weights.safetensors');
  const whole = readFileSync(path, 'latin1');
  for (const name of ['encoderCode_DF', 'encoderScale_F']) {
    await writeFile(path, whole.replace(name, 'x'.repeat(name.length)), 'latin1');
    await expectError(() => openCanonicalWeights(folder), 'DICTIONARY_FILE_INVALID');
  }
});

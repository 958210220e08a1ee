import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import type { GrowingArrayState } from '../../../../services/corpus-pass/array-state.js';
import { readCheckpoint, writeCheckpoint } from '../../../../services/harvest/checkpoint.js';

const folder = mkdtempSync(join(tmpdir(), 'saeql-checkpoint-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'checkpoint');

class Numbers implements GrowingArrayState {
  constructor(public values: Float32Array = new Float32Array(0)) {}
  get shape(): readonly number[] {
    return [this.values.length];
  }
  reshape([length]: readonly number[]): void {
    this.values = new Float32Array(length);
  }
  arrays(): ArrayBufferView[] {
    return [this.values];
  }
}

/** More than one piece of a megabyte. */
const large = Float32Array.from({ length: 600_000 }, (_, i) => i / 7);

test('a checkpoint gives back arrays of any length and its progress', async () => {
  await writeCheckpoint(file, { key: 'harvest', progress: { next: 3 } }, [new Numbers(large), new Numbers()]);
  const [first, second] = [new Numbers(), new Numbers(Float32Array.of(1))];

  const head = await readCheckpoint<{ next: number }>(file, 'harvest', [first, second]);

  assert.deepEqual(head?.progress, { next: 3 });
  assert.deepEqual(first.values, large);
  assert.equal(second.values.length, 0);
});

test('a checkpoint of another harvest, or none, is not taken up', async () => {
  await writeCheckpoint(file, { key: 'harvest', progress: {} }, []);

  assert.equal(await readCheckpoint(file, 'another', []), undefined);
  assert.equal(await readCheckpoint(join(folder, 'none'), 'harvest', []), undefined);
});

test('a checkpoint with any damage is not taken up', async () => {
  await writeCheckpoint(file, { key: 'harvest', progress: {} }, [new Numbers(large)]);
  const whole = readFileSync(file);
  const damaged = (place: number): Buffer => {
    const bytes = Buffer.from(whole);
    bytes[place] ^= 1;
    return bytes;
  };
  const versions = [
    ...[0, 1_500_000, whole.length - 30, whole.length - 6, whole.length - 1].map(damaged),
    ...[0, 5, 1000, whole.length - 1].map((length) => whole.subarray(0, length)),
  ];
  for (const bytes of versions) {
    writeFileSync(file, bytes);

    assert.equal(await readCheckpoint(file, 'harvest', [new Numbers()]), undefined);
  }
});

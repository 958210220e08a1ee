/** What importing a large dictionary costs: memory beside its largest tensor, and time. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSafetensors } from '../engine/dictionaries/safetensors/write-safetensors.js';
import { createRandom } from '../domain/seeded-random.js';
import type { BenchRow } from './bench-row.js';
import { atMost, reported } from './bench-row.js';
import { inChild } from './child.js';
import type { ImportCost, ImportTask } from './measure-import.js';
import { inTemporaryFolder } from './temporary-folder.js';

const shape = { features: 32_768, width: 2048 };
const megabyte = 1e6;

/** In SAELens' layout, whose encoder has to be transposed. */
export function benchImport(): Promise<BenchRow[]> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'stored');
    await writeDictionary(path);
    const cost = await inChild<ImportCost>('measure-import', {
      path,
      folder: join(folder, 'kept'),
    } satisfies ImportTask);
    const largest = 4 * shape.features * shape.width;
    const what = `import of ${shape.features} features of width ${shape.width}`;
    return [
      atMost(
        { what: `${what}: memory beside the largest tensor`, value: (cost.peakBytes - largest) / megabyte, unit: 'MB' },
        200,
      ),
      reported({ what, value: cost.seconds, unit: 's' }),
    ];
  });
}

async function writeDictionary(folder: string): Promise<void> {
  const { features, width } = shape;
  await mkdir(folder);
  const config = { architecture: 'standard', d_in: width, d_sae: features, apply_b_dec_to_input: true };
  await writeFile(join(folder, 'cfg.json'), JSON.stringify(config));
  const random = createRandom(1);
  const tensor = (name: string, ...sizes: number[]) => ({
    name,
    shape: sizes,
    read: () =>
      Promise.resolve(new Float32Array(sizes.reduce((product, size) => product * size, 1)).map(() => random() - 0.5)),
  });
  await writeSafetensors(join(folder, 'sae_weights.safetensors'), [
    tensor('W_enc', width, features),
    tensor('W_dec', features, width),
    tensor('b_enc', features),
    tensor('b_dec', width),
  ]);
}

/** The words behind `npm run bench:gpu --`. */
import { parseArgs } from 'node:util';
import type { ProviderName } from '../engine/index.js';

export interface GpuBenchOptions {
  /** In the order in which they are tried. */
  readonly providers: readonly ProviderName[];
  /** A renderer in software will do; sizes are small. */
  readonly takesSoftware: boolean;
  readonly writes: boolean;
  /** The device's, where the system does not tell. */
  readonly name: string | undefined;
}

const known: readonly ProviderName[] = ['cuda', 'webgpu', 'cpu'];

/** Throws where something else is asked for. */
export function parseGpuOptions(words: readonly string[]): GpuBenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      provider: { type: 'string' },
      software: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      name: { type: 'string' },
    },
  });
  const { provider, software, write, name } = values;
  const named = known.find((one) => one === provider);
  if (provider !== undefined && !named) throw new Error(`no provider "${provider}"; there are ${known.join(', ')}`);
  if (software && provider !== undefined && provider !== 'webgpu') throw new Error('--software is for webgpu');
  if (write && software) throw new Error('REFUSED: what a renderer in software does is not kept in bench/results/.');
  if (write && provider === 'cpu') throw new Error('REFUSED: what a CPU does is not kept in bench/results/.');
  const usual: readonly ProviderName[] = software ? ['webgpu'] : ['cuda', 'webgpu'];
  return { providers: named ? [named] : usual, takesSoftware: software, writes: write, name };
}

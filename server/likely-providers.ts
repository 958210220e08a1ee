/**
 * Which execution providers may work on this machine, judged by the devices that are there. Trying one that cannot work
 * costs time and makes native code print to standard error; and WebGPU would take a software renderer for a GPU, which is
 * many times slower than the CPU provider.
 */
import { existsSync, readdirSync } from 'node:fs';
import type { ProviderName } from '../engine/engine.js';

export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Paths below /dev, without it; empty where there is no such folder. */
  readonly devices: readonly string[];
}

/** In the order in which they should be tried; the CPU is always the last. */
export function likelyProviders({ platform, devices }: Machine = thisMachine()): readonly ProviderName[] {
  const nvidia = devices.some((device) => /^nvidia\d+$/.test(device)) || platform === 'win32';
  const anyGpu = devices.some((device) => /^dri\/renderD\d+$/.test(device)) || platform !== 'linux';
  return [...(nvidia ? (['cuda'] as const) : []), ...(anyGpu ? (['webgpu'] as const) : []), 'cpu'];
}

function thisMachine(): Machine {
  const list = (folder: string, prefix: string): string[] =>
    existsSync(folder) ? readdirSync(folder).map((name) => `${prefix}${name}`) : [];
  return { platform: process.platform, devices: [...list('/dev', ''), ...list('/dev/dri', 'dri/')] };
}

/**
 * Which execution providers may work on this machine, judged by the devices that are there. Trying one that cannot work
 * costs time and makes native code print to standard error.
 */
import { existsSync, readdirSync } from 'node:fs';
import type { ProviderFailure, ProviderName } from '../engine/engine.js';

export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Paths below /dev, without it; empty where there is no such folder. */
  readonly devices: readonly string[];
}

export interface LikelyProviders {
  /** In the order in which they should be tried; the CPU is always the last. */
  readonly providers: readonly ProviderName[];
  /** The others, and why they need not be tried. */
  readonly untried: readonly ProviderFailure[];
}

export function likelyProviders({ platform, devices }: Machine = thisMachine()): LikelyProviders {
  const nvidia = devices.some((device) => /^nvidia\d+$/.test(device));
  const anyGpu = devices.some((device) => /^dri\/renderD\d+$/.test(device));
  const obstacles: Partial<Record<ProviderName, string>> = {
    cuda: nvidia || platform === 'win32' ? undefined : 'Not tried: this machine has no NVIDIA device (/dev/nvidia0).',
    webgpu: anyGpu || platform !== 'linux' ? undefined : 'Not tried: this machine has no GPU (/dev/dri/renderD128).',
  };
  const all: readonly ProviderName[] = ['cuda', 'webgpu', 'cpu'];
  return {
    providers: all.filter((name) => obstacles[name] === undefined),
    untried: all.flatMap((provider) => {
      const reason = obstacles[provider];
      return reason === undefined ? [] : [{ provider, reason }];
    }),
  };
}

function thisMachine(): Machine {
  const list = (folder: string, prefix: string): string[] =>
    existsSync(folder) ? readdirSync(folder).map((name) => `${prefix}${name}`) : [];
  return { platform: process.platform, devices: [...list('/dev', ''), ...list('/dev/dri', 'dri/')] };
}

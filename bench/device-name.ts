/** Which device a provider computes on; ONNX Runtime does not tell, so the system is asked. Null where nothing is known. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { ProviderName } from '../engine/index.js';

export interface NamedDevice {
  readonly name: string | null;
  /** Of the driver, with its version where that is known. */
  readonly driver: string | null;
  /** What told. */
  readonly from: string | null;
  /** A renderer that computes on the CPU. */
  readonly isSoftware: boolean;
}

/** To be asked after the provider has run: for WebGPU, the drivers that the process has loaded are looked at. */
export function nameDevice(provider: ProviderName): NamedDevice {
  if (provider === 'cpu') return named(cpus()[0]?.model ?? null, null, 'the processor');
  if (provider === 'cuda') return byNvidia() ?? unknown;
  return nameWebGpu(loadedDrivers(readText('/proc/self/maps') ?? ''));
}

export interface LoadedDrivers {
  readonly software: string | undefined;
  readonly isNvidia: boolean;
  /** Of other makers. */
  readonly other: string | undefined;
}

const softwareDrivers: Readonly<Record<string, string>> = {
  libvulkan_lvp: 'llvmpipe',
  libvk_swiftshader: 'SwiftShader',
};

/** @param maps the process's mapped files, as Linux lists them */
export function loadedDrivers(maps: string): LoadedDrivers {
  const softwareFile = Object.keys(softwareDrivers).find((file) => maps.includes(`/${file}`));
  const files = [...maps.matchAll(/\/(libvulkan_[a-z0-9_]+)\.so/g)].map(([, file]) => file);
  return {
    software: softwareFile && softwareDrivers[softwareFile],
    isNvidia: /\/libnvidia-(glcore|eglcore|gpucomp)\.so/.test(maps),
    other: files.find((file) => !(file in softwareDrivers)),
  };
}

/** The speed by which a provider is found has told that hardware computes, where both kinds of driver are loaded. */
function nameWebGpu({ software, isNvidia, other }: LoadedDrivers): NamedDevice {
  const hardware = (isNvidia ? byNvidia() : undefined) ?? byVulkan();
  if (hardware) return hardware;
  // Mesa's drivers are loaded together, also those for which there is no hardware.
  const mayBeHardware = isNvidia || (other && namesIn('/dev/dri').some((file) => file.startsWith('renderD')));
  if (!software || mayBeHardware) return unknown;
  return { name: software, driver: software, from: 'the loaded driver', isSoftware: true };
}

const unknown: NamedDevice = { name: null, driver: null, from: null, isSoftware: false };
const named = (name: string | null, driver: string | null, from: string): NamedDevice => ({
  ...{ name, driver, from },
  isSoftware: false,
});

/** Several different cards leave it open which one is meant. */
function byNvidia(): NamedDevice | undefined {
  const fields = ['--query-gpu=name,driver_version', '--format=csv,noheader'];
  const cards = new Set(outputOf('nvidia-smi', fields)?.trim().split('\n'));
  const [card] = cards;
  if (card && cards.size === 1) {
    const [name, driver = null] = card.split(', ');
    return named(name, driver, 'nvidia-smi');
  }
  return byNvidiaFiles();
}

function byNvidiaFiles(): NamedDevice | undefined {
  const folder = '/proc/driver/nvidia';
  const models = new Set(
    namesIn(`${folder}/gpus`).map(
      (gpu) => /^Model:\s*(.+)$/m.exec(readText(`${folder}/gpus/${gpu}/information`) ?? '')?.[1],
    ),
  );
  const [model] = models;
  if (!model || models.size > 1) return undefined;
  const version = /Kernel Module\D*([\d.]+)/.exec(readText(`${folder}/version`) ?? '')?.[1];
  return named(model.trim(), version ?? null, folder);
}

/** The only device that is no processor. */
function byVulkan(): NamedDevice | undefined {
  const devices = (outputOf('vulkaninfo', ['--summary']) ?? '').split(/^GPU\d+:/m).slice(1);
  const hardware = devices.filter((device) => !device.includes('PHYSICAL_DEVICE_TYPE_CPU'));
  if (hardware.length !== 1) return undefined;
  const field = (key: string): string | null =>
    new RegExp(`^\\s*${key}\\s*=\\s*(.+)$`, 'm').exec(hardware[0])?.[1] ?? null;
  return named(field('deviceName'), field('driverInfo'), 'vulkaninfo');
}

function outputOf(command: string, words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8', timeout: 10_000 });
  return status === 0 ? stdout : undefined;
}

/** Undefined where the system has no such file. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Names; none where there is no such folder. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

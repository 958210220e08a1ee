/** `npm run bench:gpu`: what a device makes of saeql's heaviest work beside its own ceilings, as one JSON; refuses without a device. */
import { createEngine } from '../engine/index.js';
import type { ProviderName } from '../engine/index.js';
import { nameDevice, type NamedDevice } from './device-name.js';
import { higherCeilings, measureCeilings } from './gpu-ceilings.js';
import { measureAll } from './gpu-measurements.js';
import { parseGpuOptions, type GpuBenchOptions } from './gpu-options.js';
import { measureResidency } from './gpu-residency.js';
import { reasonNotToKeep, writeResult } from './gpu-results.js';
import { cpuSizes, gpuSizes, softwareSizes, type DeviceSizes } from './gpu-sizes.js';
import { toFigures, type DeviceBench, type Figures } from './gpu-work.js';
import { surroundings } from './surroundings.js';

// As the server does: cuBLAS would round float32 to TF32.
process.env.NVIDIA_TF32_OVERRIDE ??= '0';

/** A renderer in software is slower than the CPU and therefore not found, unless it is asked for. */
async function findProvider({ providers, takesSoftware }: GpuBenchOptions): Promise<ProviderName | undefined> {
  if (providers.includes('cpu')) return 'cpu';
  const tried: readonly ProviderName[] = takesSoftware ? providers : [...providers, 'cpu'];
  const engine = createEngine({ providers: tried, threads: 1 });
  const found = await engine.tryProviders();
  await engine.close();
  for (const { name, reason } of found) if (providers.includes(name) && reason) console.error(`${name}: ${reason}`);
  return found.find(({ name, inUse }) => name !== 'cpu' && inUse)?.name;
}

function sizesFor(provider: ProviderName, { takesSoftware }: GpuBenchOptions): DeviceSizes {
  if (provider === 'cpu') return cpuSizes;
  return takesSoftware ? softwareSizes : gpuSizes;
}

/** The ceilings before and after, since a neighbour may have slowed them. */
async function measureBesideCeilings(device: DeviceBench) {
  const before = await measureCeilings(device);
  const { works, failures } = await measureAll(device, console.error);
  const residency = await measureResidency(device.provider, device.size.residency).catch((error: unknown) => {
    failures.residency = error instanceof Error ? error.message : String(error);
  });
  const ceilings = higherCeilings(before, await measureCeilings(device));
  const figures = Object.entries(works).map(([name, work]) => [name, toFigures(work, ceilings)]);
  return { ceilings, measurements: Object.fromEntries(figures) as Record<string, Figures>, residency, failures };
}

function nameOf(provider: ProviderName, { name }: GpuBenchOptions): NamedDevice {
  const device = nameDevice(provider);
  return name && !device.name ? { ...device, name, from: '--name' } : device;
}

function refuse(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

async function bench(options: GpuBenchOptions): Promise<void> {
  const provider = await findProvider(options);
  if (!provider) return refuse('REFUSED: no device was found, and nothing was measured.');
  const size = sizesFor(provider, options);
  const measured = await measureBesideCeilings({ provider, size });
  const device = nameOf(provider, options);
  const json = JSON.stringify({ provider, device, ...surroundings(), size, ...measured }, null, 2);
  console.log(json);
  if (Object.keys(measured.failures).length > 0) process.exitCode = 1;
  if (!options.writes) return;
  const reason = reasonNotToKeep(device);
  if (reason || !device.name) return refuse(`REFUSED: this is not kept in bench/results/: ${reason}`);
  console.error(await writeResult(device.name, json));
}

try {
  await bench(parseGpuOptions(process.argv.slice(2)));
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

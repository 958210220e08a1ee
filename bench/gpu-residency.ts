/** What it is worth that tensors stay on a device between a model and a dictionary, and what to make one graph of both. */
import type { DictionaryForward } from '../domain/dictionary.js';
import type { ProviderName } from '../engine/index.js';
import type { Sessions } from '../engine/worker/sessions.js';
import { countedSessions } from './counted-sessions.js';
import type { CountedSessions } from './counted-sessions.js';
import { forward, writeResidencyWorld } from './residency-world.js';
import type { ResidencySizes, ResidencyWorld } from './residency-world.js';
import { encodeWorks, interventionWorks } from './residency-works.js';
import { inTemporaryFolder } from './temporary-folder.js';

/** Of one work on the batch; the fastest of the repeats, without the first run, which compiles. */
export interface ResidencyFigures {
  readonly seconds: number;
  /** Inside the runtime, of the thread that runs it. */
  readonly cpuSeconds: number;
  /** From the machine's memory to sessions, and back. On WebGPU a mask [N, F] crosses besides in `copied` of `encodeDense`. */
  readonly fedBytes: number;
  readonly fetchedBytes: number;
}

/** stay: left out where the provider keeps nothing on a device. copied: between graphs by way of the machine's memory. */
type Variant = 'stay' | 'copied' | 'fused';

export type VariantFigures = Readonly<Partial<Record<Variant, ResidencyFigures>>>;

export interface Residency {
  readonly provider: ProviderName;
  readonly sizes: ResidencySizes;
  /** The loss where a reconstruction takes the place of an activation. */
  readonly intervention: VariantFigures;
  /** All firings of a ReLU. */
  readonly encodeDense: VariantFigures;
  /** The 32 strongest of each position. */
  readonly encodeTopK: VariantFigures;
}

const kept = 32;

/** The provider must work here. Takes minutes and a few GB at Pythia-70m's shape. */
export function measureResidency(provider: ProviderName, sizes: ResidencySizes): Promise<Residency> {
  return inTemporaryFolder(async (folder) => {
    const world = await writeResidencyWorld(folder, sizes);
    const bench = { provider, sizes, world };
    return {
      ...{ provider, sizes },
      intervention: await measureIntervention(bench),
      encodeDense: await measureEncoding(bench, forward),
      encodeTopK: await measureEncoding(bench, { ...forward, activation: { kind: 'topK', k: kept } }),
    };
  });
}

interface Bench {
  readonly provider: ProviderName;
  readonly sizes: ResidencySizes;
  readonly world: ResidencyWorld;
}

type Work = (sessions: Sessions) => Promise<unknown>;

async function measureIntervention({ provider, sizes, world }: Bench): Promise<VariantFigures> {
  const { separate, fused } = await interventionWorks(world);
  return measureInTurns(provider, sizes.repeats, {
    ...(keepsTensors(provider) && { stay: separate }),
    ...{ copied: separate, fused },
  });
}

async function measureEncoding(
  { provider, sizes, world }: Bench,
  dictionary: DictionaryForward,
): Promise<VariantFigures> {
  const listing = await encodeWorks(world, { forward: dictionary, graphs: 'listing' });
  if (!keepsTensors(provider))
    return measureInTurns(provider, sizes.repeats, { copied: listing.separate, fused: listing.fused });
  const { separate, fused } = await encodeWorks(world, { forward: dictionary, graphs: 'onDevice' });
  return measureInTurns(provider, sizes.repeats, { stay: separate, copied: listing.separate, fused });
}

/** Variants take turns, so that a neighbour on the machine slows all of them. */
async function measureInTurns(
  provider: ProviderName,
  repeats: number,
  works: Readonly<Partial<Record<Variant, Work>>>,
): Promise<VariantFigures> {
  const measured = (Object.entries(works) as [Variant, Work][]).map(([variant, work]) => ({
    ...{ variant, work, counted: countedSessions(provider, variant === 'copied' ? 'are copied' : 'stay') },
    runs: [] as ResidencyFigures[],
  }));
  for (const { work, counted } of measured) await work(counted.sessions);
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const { work, counted, runs } of measured) runs.push(await measureOnce(counted, work));
  for (const { counted } of measured) await counted.close();
  return Object.fromEntries(measured.map(({ variant, runs }) => [variant, fastestOf(runs)]));
}

async function measureOnce({ sessions, crossed }: CountedSessions, work: Work): Promise<ResidencyFigures> {
  const before = { ...crossed, inside: sessions.secondsInside, start: performance.now() };
  await work(sessions);
  return {
    seconds: (performance.now() - before.start) / 1000,
    cpuSeconds: sessions.secondsInside - before.inside,
    fedBytes: crossed.fedBytes - before.fedBytes,
    fetchedBytes: crossed.fetchedBytes - before.fetchedBytes,
  };
}

function fastestOf(runs: readonly ResidencyFigures[]): ResidencyFigures {
  return runs.reduce((fastest, run) => ({
    ...fastest,
    seconds: Math.min(fastest.seconds, run.seconds),
    cpuSeconds: Math.min(fastest.cpuSeconds, run.cpuSeconds),
  }));
}

function keepsTensors(provider: ProviderName): boolean {
  return provider === 'webgpu';
}
